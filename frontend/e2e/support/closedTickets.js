import { expect } from '@playwright/test';

import { rareWord } from './product.js';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * Send something to the API, as the page would, and return the answer.
 * @param {Page} page
 * @param {'post' | 'patch' | 'delete'} method
 * @param {string} path
 * @param {Record<string, unknown>} [data]
 */
export async function send(page, method, path, data) {
  const cookies = await page.context().cookies();
  const token = cookies.find(({ name }) => name.includes('csrftoken'))?.value ?? '';
  const response = await page.request[method](path, { headers: { 'X-CSRFToken': token }, data });
  expect(response.ok(), await response.text()).toBe(true);
  return response.status() === 204 ? null : response.json();
}

/** @param {Page} page @param {string} path @param {Record<string, unknown>} data */
export const post = (page, path, data) => send(page, 'post', path, data);

/**
 * Submit a ticket through the API.
 * @param {Page} page
 * @param {Record<string, unknown>} [values]
 */
export const makeTicket = (page, values = {}) =>
  post(page, '/api/tickets/', {
    title: `Ticket ${rareWord()}`,
    description: 'Made for a test.',
    category: 'general',
    priority: 'low',
    ...values,
  });
