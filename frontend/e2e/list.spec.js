import { expect, test } from '@playwright/test';

import { makeTicket, rareWord } from './support/product.js';

test('typing a search asks the server once', async ({ page }) => {
  await page.goto('/?tab=tickets');
  await expect(page.locator('.row').first()).toBeVisible();
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
  expect(asked).toEqual(['invoice']);
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
  await expect(page.locator('.chip')).toHaveCount(3);

  await page.getByRole('button', { name: 'Remove filter: priority is Critical' }).click();
  await expect(page.locator('.chip')).toHaveCount(2);
  await page.goBack();
  await expect(page.locator('.chip')).toHaveCount(3);
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(page.locator('.chip')).toHaveCount(0);
});

test('all pages can be loaded', async ({ page }) => {
  await page.goto('/?tab=tickets');
  await expect(page.locator('.row').first()).toBeVisible();
  const response = await page.request.get('/api/tickets/');
  const total = Number(response.headers()['x-total-count']);
  expect(total).toBeGreaterThan(50);
  await page.locator('.row').last().scrollIntoViewIfNeeded();
  await expect(page.locator('.row')).toHaveCount(total);
  const numbers = await page.locator('.row-number').allTextContents();
  expect(new Set(numbers).size).toBe(total);
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
  await expect(page.locator('.row').first()).toBeVisible();
});

test('a bar of the dashboard opens its tickets, and each chart has a table', async ({ page }) => {
  await page.goto('/?tab=dashboard');
  await expect(page.locator('figure')).toHaveCount(3);
  const buttons = page.getByRole('button', { name: /^Show as table/ });
  for (let left = 3; left > 0; left -= 1) {
    await expect(buttons).toHaveCount(left);
    await buttons.first().click();
  }
  await expect(page.getByRole('table')).toHaveCount(3);
  await page.getByRole('button', { name: 'Show as chart: Tickets by priority' }).click();
  await page
    .getByRole('link', { name: /Critical/ })
    .first()
    .click();
  await expect(page).toHaveURL(/tab=tickets.*priority=critical/);
});
