import { expect } from '@playwright/test';

/**
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {import('@playwright/test').Locator} Locator
 */

let made = 0;

/** Return a word that no other ticket has, to search for. */
export function rareWord() {
  made += 1;
  return `zq${Date.now().toString(36)}${made}`;
}

/**
 * @param {Page} page
 * @param {string} name
 */
export function figureCard(page, name) {
  return page.locator('.figure').filter({ has: page.getByText(name, { exact: true }) });
}

/**
 * Return one of the dashboard's figures.
 * @param {Page} page
 * @param {string} name
 */
export async function figure(page, name) {
  const value = figureCard(page, name).locator('.figure-value');
  return Number((await value.innerText()).replace(/[^\d.]/g, ''));
}

/** @param {Page} page */
export async function totals(page) {
  await page.goto('/?tab=dashboard');
  await expect(page.locator('.figure')).toHaveCount(4);
  return { created: await figure(page, 'Created'), open: await figure(page, 'Open now') };
}

/**
 * Return the total that the list shows.
 * @param {Page} page
 */
export async function listTotal(page) {
  await expect(page.locator('.list-scroll[aria-busy="false"]')).toBeVisible();
  const total = page.locator('.panel-title .total');
  // It is drawn after the rows.
  await expect(total).toHaveText(/\d/);
  return Number((await total.innerText()).replace(/\D/g, ''));
}

/**
 * Return the button with a field's value in a ticket's row.
 * @param {Page} page
 * @param {string} field
 * @param {number} id
 */
export function fieldButton(page, field, id) {
  return page.getByRole('button', { name: new RegExp(`^${field} of #${id}: `) });
}

/**
 * @param {Page} page
 * @param {{ title: string, description: string }} ticket
 */
export async function write(page, { title, description }) {
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('What happened?').fill(description);
  await page.getByLabel('What happened?').blur();
}

/**
 * Return the number in "We got it: ticket #1043".
 * @param {Page} page
 */
export async function confirmedNumber(page) {
  const heading = page.getByRole('heading', { name: /We got it: ticket #\d+/ });
  await expect(heading).toBeVisible();
  return Number((await heading.innerText()).replace(/\D/g, ''));
}

/**
 * Go to a control as a keyboard user does.
 * @param {Page} page
 * @param {Locator} target
 */
export async function tabTo(page, target) {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key does not reach ${target}`);
}

/**
 * Return the mounted rows of the list: those on screen or near it.
 * @param {Page} page
 */
export function rows(page) {
  return page.locator('.rows .row');
}

/**
 * Return the link in a row that opens its ticket.
 * @param {Page} page
 * @param {number} id
 */
export function rowLink(page, id) {
  return page.locator(`#ticket-link-${id}`);
}

/**
 * Return the accessible name or the text of the focused element.
 * @param {Page} page
 */
export function focused(page) {
  return page.locator(':focus');
}

/**
 * Create a ticket through the API.
 * @param {Page} page
 * @param {Record<string, string>} [values]
 */
export async function makeTicket(page, values = {}) {
  const response = await page.request.post('/api/tickets/', {
    data: {
      title: `Ticket ${rareWord()}`,
      description: 'Made for a test.',
      category: 'general',
      priority: 'low',
      ...values,
    },
  });
  expect(response.status()).toBe(201);
  return response.json();
}

/**
 * Return a link of the main navigation.
 * @param {Page} page
 * @param {string} name
 */
export function tab(page, name) {
  return page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: new RegExp(`^${name}`) });
}
