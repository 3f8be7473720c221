import { expect } from '@playwright/test';

import { rareWord } from './product.js';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * Send something to the API, as the page would.
 * @param {Page} page
 * @param {string} path
 * @param {Record<string, unknown>} data
 */
export async function post(page, path, data) {
  const cookies = await page.context().cookies();
  const response = await page.request.post(path, {
    headers: { 'X-CSRFToken': cookies.find(({ name }) => name.includes('csrftoken'))?.value ?? '' },
    data,
  });
  expect(response.status(), await response.text()).toBe(201);
  return response.json();
}

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
