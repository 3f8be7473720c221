import { expect, test } from '@playwright/test';

import { scrollsSideways, violationsOf, wear } from './support/accessibility.js';
import { rareWord, rows } from './support/product.js';

/** @typedef {import('@playwright/test').Page} Page */

const QUEUE = '/?tab=tickets&status=open&status=in_progress&snoozed=false';

/**
 * Submit a ticket by the API.
 * @param {Page} page
 */
async function make(page) {
  const title = `Nothing prints ${rareWord()}`;
  const answer = await page.request.post('/api/tickets/', {
    data: { title, description: 'Not a page.', category: 'technical', priority: 'low' },
  });
  const { id, request_token: token } = await answer.json();
  return { /** @type {number} */ id, title, /** @type {string} */ token };
}

/** @param {Page} page @param {number} id @param {string | null} until */
async function snooze(page, id, until) {
  const answer = await page.request.patch(`/api/tickets/${id}/`, {
    data: { snoozed_until: until },
  });
  expect(answer.status()).toBe(200);
}

/** @param {Page} page @param {number} id */
const detail = (page, id) => page.getByRole('article', { name: `Ticket #${id}` });

/** @param {Page} page @param {string} title */
const row = (page, title) => rows(page).filter({ hasText: title });

/** @param {Page} page @param {string} address */
async function open(page, address) {
  await page.goto(address);
  await expect(rows(page).first()).toBeVisible();
}

test('a ticket is snoozed by key, leaves the queue, and is found under Snoozed', async ({
  page,
}) => {
  const { id, title } = await make(page);
  await open(page, `${QUEUE}&ticket=${id}`);
  await expect(detail(page, id).getByRole('button', { name: `Snooze #${id}` })).toBeVisible();
  await page.keyboard.press('h');
  const menu = page.getByRole('menu');
  await expect(menu.getByRole('menuitem', { name: /^Tomorrow.*9:00/ })).toBeVisible();
  await menu.getByRole('menuitem', { name: /^Tomorrow/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(new RegExp(`^#${id} is snoozed until .*9:00`)).first()).toBeVisible();
  await expect(detail(page, id).getByText(/^Snoozed until .*9:00/)).toBeVisible();

  await open(page, QUEUE);
  await expect(row(page, title)).toHaveCount(0);
  await page.getByRole('link', { name: /^Snoozed/ }).click();
  await expect(page.getByRole('heading', { name: 'Snoozed', level: 2 })).toBeVisible();
  await expect(row(page, title)).toBeVisible();
  // A search finds it in the queue of what is open, too.
  await open(page, `${QUEUE}&search=${title.split(' ').at(-1)}`);
  await expect(row(page, title)).toBeVisible();
});

test('it wakes at its time: told once, with the way to it, and marked until somebody answers', async ({
  page,
}) => {
  const { id, title } = await make(page);
  await open(page, QUEUE);
  await snooze(page, id, new Date(Date.now() + 4_000).toISOString());
  const toast = page.locator('.toast').filter({ hasText: `#${id} is back: you snoozed it until` });
  await expect(toast).toBeVisible({ timeout: 45_000 });
  await toast.getByRole('button', { name: 'Open' }).click();
  await expect(detail(page, id).getByText('Back from snooze')).toBeVisible();
  await expect(detail(page, id).getByText('woke the ticket up')).toBeVisible();
  await open(page, `${QUEUE}&ordering=-last_message_at`);
  await expect(rows(page).first()).toContainText(title);
  await expect(rows(page).first()).toContainText('Back from snooze');
  await expect(toast).toHaveCount(0);

  await open(page, `${QUEUE}&ticket=${id}`);
  await page.getByRole('textbox', { name: 'Reply', exact: true }).fill('We are on it.');
  await page.keyboard.press('Control+Enter');
  await expect(detail(page, id).getByText('Back from snooze')).toHaveCount(0);
});

test('the requester’s answer wakes it at once', async ({ page }) => {
  const { id, token } = await make(page);
  await snooze(page, id, 'reply');
  await open(page, `/?tab=tickets&ticket=${id}`);
  await expect(detail(page, id).getByText('Snoozed until they answer')).toBeVisible();
  const answer = await page.request.post(`/api/requests/${token}/messages/`, {
    data: { text: 'It is back.' },
  });
  expect(answer.status()).toBe(201);
  await expect(detail(page, id).getByText('Back from snooze')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(`#${id} is back: its requester wrote.`).first()).toBeVisible();
  await expect(detail(page, id).getByText('The requester’s message')).toBeVisible();
});

test('undo puts back what was, and Wake now ends it', async ({ page }) => {
  const { id } = await make(page);
  await open(page, `/?tab=tickets&ticket=${id}`);
  await detail(page, id)
    .getByRole('button', { name: `Snooze #${id}` })
    .click();
  await page.getByRole('menuitem', { name: 'Until they answer' }).click();
  await expect(detail(page, id).getByText('Snoozed until they answer')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(detail(page, id).getByText('Snoozed until they answer')).toHaveCount(0);
  await snooze(page, id, 'reply');
  await page.reload();
  await detail(page, id).getByRole('button', { name: 'Wake now' }).click();
  await expect(detail(page, id).getByText('Snoozed until they answer')).toHaveCount(0);
  await expect
    .poll(async () => (await (await page.request.get(`/api/tickets/${id}/`)).json()).snoozed_until)
    .toBeNull();
});

test('a reply is sent with a snooze, and taking it back takes back both', async ({ page }) => {
  const { id } = await make(page);
  await open(page, `/?tab=tickets&ticket=${id}`);
  await page.getByRole('textbox', { name: 'Reply', exact: true }).fill('Please tell us more.');
  await page.getByRole('button', { name: 'More ways to send' }).click();
  await page.getByRole('menuitem', { name: 'Send and snooze until they answer' }).click();
  await expect(detail(page, id).getByText('Snoozed until they answer')).toBeVisible();
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await expect(detail(page, id).getByText('Snoozed until they answer')).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Reply', exact: true })).toHaveValue(
    'Please tell us more.',
  );
});

test('several are snoozed until a time of one’s own, and put back', async ({ page }) => {
  const word = rareWord();
  const data = { description: 'x', category: 'billing', priority: 'low' };
  for (const title of [`One ${word}`, `Two ${word}`]) {
    await page.request.post('/api/tickets/', { data: { ...data, title } });
  }
  await open(page, `/?tab=tickets&search=${word}`);
  await expect(rows(page)).toHaveCount(2);
  for (const box of await rows(page).getByRole('checkbox').all()) await box.click();
  await page.keyboard.press('h');
  await page.getByRole('menuitem', { name: 'Choose a time…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Snooze 2 selected' });
  await dialog.getByLabel('Date and time').fill('2020-01-01T09:00');
  await dialog.getByRole('button', { name: 'Snooze', exact: true }).click();
  await expect(dialog.getByText('This time is over. Choose a later one.')).toBeVisible();
  const later = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  await dialog.getByLabel('Date and time').fill(`${later}T09:00`);
  await dialog.getByRole('button', { name: 'Snooze', exact: true }).click();
  await expect(rows(page).getByText(/^until .*9:00/)).toHaveCount(2);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rows(page).getByText(/^until .*9:00/)).toHaveCount(0);
});

for (const theme of /** @type {const} */ (['light', 'dark'])) {
  test(`menu, dialog and marks are accessible and fit 320 px, ${theme}`, async ({ page }) => {
    const { id } = await make(page);
    await open(page, `/?tab=tickets&ticket=${id}`);
    await wear(page, theme);
    await detail(page, id)
      .getByRole('button', { name: `Snooze #${id}` })
      .click();
    await expect(page.getByRole('menu')).toBeVisible();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('menuitem', { name: 'Choose a time…' }).click();
    const dialog = page.getByRole('dialog', { name: `Snooze #${id}` });
    await expect(dialog).toBeVisible();
    // While it fades it is too pale to be read.
    await expect(page.getByRole('menu')).toHaveCount(0);
    expect(await violationsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await scrollsSideways(page)).toBe(false);
    await dialog.getByRole('button', { name: 'Until they answer' }).click();
    await expect(detail(page, id).getByText('Snoozed until they answer')).toBeVisible();
    expect(await violationsOf(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    await open(page, '/?tab=tickets&snoozed=true');
    expect(await violationsOf(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
  });
}
