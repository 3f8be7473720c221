import { expect } from '@playwright/test';

import { rareWord } from './product.js';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * Submit a ticket through the API, as the page would.
 * @param {Page} page
 */
export async function makeTicket(page) {
  const cookies = await page.context().cookies();
  const response = await page.request.post('/api/tickets/', {
    headers: { 'X-CSRFToken': cookies.find(({ name }) => name.includes('csrftoken'))?.value ?? '' },
    data: {
      title: `Ticket ${rareWord()}`,
      description: 'Made for a test.',
      category: 'general',
      priority: 'low',
    },
  });
  expect(response.status()).toBe(201);
  return response.json();
}
