import { expect, test } from '@playwright/test';

import { makeTicket, rareWord, rows } from './support/product.js';

const OFTEN = { intervals: [100], timeout: 20_000 };

test('typing a search asks the server once', async ({ page }) => {
  await page.goto('/?tab=tickets');
  await expect(rows(page).first()).toBeVisible();
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => {
    const search = new URL(request.url()).searchParams.get('search');
    if (search) asked.push(search);
  });
  await page
    .getByRole('searchbox', { name: 'Search tickets' })
    .pressSequentially('invoice', { delay: 60 });
  await expect(page).toHaveURL(/search=invoice/);
  await expect(page.locator('.list-scroll[aria-busy="false"]')).toBeVisible();
  await expect(page.locator('.rows mark').first()).toHaveText(/invoice/i);
  expect(asked.filter((search) => search !== 'invoice')).toEqual([]);
  // The list, its counts and its newest ticket are asked for, each once.
  expect(asked.length).toBeLessThanOrEqual(3);
});

test('filters combine, live in the address, and Back and reload keep them', async ({ page }) => {
  await page.goto('/?tab=tickets');
  await page.getByRole('button', { name: 'Status', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Open' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'In progress' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Priority', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Critical' }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/status=open&status=in_progress&priority=critical/);

  const expected = await page.request.get(
    '/api/tickets/?status=open&status=in_progress&priority=critical',
  );
  const total = Number(expected.headers()['x-total-count']);
  const label = total === 1 ? '1 ticket' : `${total} tickets`;
  await expect(page.getByText(label, { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByText(label, { exact: true })).toBeVisible();
  await expect(page.locator('.chip')).toHaveCount(2);
  await expect(page.locator('.chip').first()).toHaveText('Status is Open, In progress');

  await page.getByRole('button', { name: 'Remove filter: priority Critical' }).click();
  await expect(page.locator('.chip')).toHaveCount(1);
  await page.goBack();
  await expect(page.locator('.chip')).toHaveCount(2);
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(page.locator('.chip')).toHaveCount(0);
});

test('all pages can be loaded', async ({ page }) => {
  await page.goto('/?tab=tickets');
  await expect(rows(page).first()).toBeVisible();
  const response = await page.request.get('/api/tickets/');
  const total = Number(response.headers()['x-total-count']);
  expect(total).toBeGreaterThan(50);
  /** @type {Set<string>} */
  const seen = new Set();
  const list = page.locator('.list-scroll');
  await expect
    .poll(async () => {
      (await page.locator('.row-number').allTextContents()).forEach((number) => seen.add(number));
      await list.evaluate((element) => element.scrollBy(0, 300));
      return seen.size;
    }, OFTEN)
    .toBe(total);
});

test('a pasted link opens a ticket, and a wrong one says so', async ({ page }) => {
  const ticket = await makeTicket(page, {
    title: `Linked ${rareWord()}`,
    description: '<img src=x onerror=alert(1)>\nsecond line',
  });
  page.on('dialog', () => {
    throw new Error('Text from a person was run');
  });
  await page.goto(`/?tab=tickets&status=closed&ticket=${ticket.id}`);
  const panel = page.getByRole('article', { name: `Ticket #${ticket.id}` });
  await expect(panel.getByRole('heading', { name: ticket.title })).toBeVisible();
  await expect(panel.getByText('<img src=x onerror=alert(1)>')).toBeVisible();
  await page.goto('/?tab=tickets&ticket=999999999');
  await expect(page.getByText('There is no ticket #999999999 here')).toBeVisible();
});

test('nothing matches', async ({ page }) => {
  await page.goto(`/?tab=tickets&search=${rareWord()}`);
  await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(rows(page).first()).toBeVisible();
});
