import { expect } from '@playwright/test';

/**
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {import('@playwright/test').Locator} Locator
 */

let made = 0;

/** A word that no other ticket has, to be found by. */
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
 * One of the dashboard's figures.
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
 * How many tickets the list says that it has.
 * @param {Page} page
 */
export async function listTotal(page) {
  await expect(page.locator('.list-scroll[aria-busy="false"]')).toBeVisible();
  return Number((await page.locator('.panel-title .total').innerText()).replace(/\D/g, ''));
}

/**
 * The value that a ticket's row shows for a field, as the button that changes it.
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
 * The number in "We got it: ticket #1043".
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
 * The rows of the list, as far as they are on screen or near it.
 * @param {Page} page
 */
export function rows(page) {
  return page.locator('.rows .row');
}

/**
 * The link in a row that opens its ticket.
 * @param {Page} page
 * @param {number} id
 */
export function rowLink(page, id) {
  return page.locator(`#ticket-link-${id}`);
}

/**
 * Where the focus is, as its accessible name or its text.
 * @param {Page} page
 */
export function focused(page) {
  return page.locator(':focus');
}

/**
 * A ticket made through the API.
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
 * A link of the one navigation.
 * @param {Page} page
 * @param {string} name
 */
export function tab(page, name) {
  return page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: new RegExp(`^${name}`) });
}
