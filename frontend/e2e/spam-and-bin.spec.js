import { expect, test } from '@playwright/test';

import { scrollsSideways, violationsOf, wear } from './support/accessibility.js';
import { listTotal, makeTicket, rareWord, rowLink, rows } from './support/product.js';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * Make tickets that a search finds alone, and open the list of them.
 * @param {Page} page
 * @param {number} count
 * @param {Record<string, string>} [values]
 */
async function start(page, count, values) {
  const word = rareWord();
  const tickets = [];
  for (let number = 0; number < count; number += 1) {
    tickets.push(await makeTicket(page, { title: `Ticket ${number} ${word}`, ...values }));
  }
  await page.goto(`/?tab=tickets&search=${word}`);
  await expect(rows(page)).toHaveCount(count);
  return { word, tickets };
}

/** @param {Page} page @param {number} id */
const article = (page, id) => page.getByRole('article', { name: `Ticket #${id}` });

/** @param {Page} page @param {number} id */
const folderOf = async (page, id) =>
  (await (await page.request.get(`/api/tickets/${id}/`)).json()).folder;

test('a ticket is marked as spam by a key, comes back by Undo, and is found in its view', async ({
  page,
}) => {
  const { word, tickets } = await start(page, 2);
  const [older, newer] = tickets;
  await rowLink(page, newer.id).click();
  await expect(article(page, newer.id)).toBeVisible();
  await page.keyboard.press('!');
  await expect(rowLink(page, newer.id)).toHaveCount(0);
  await expect(article(page, newer.id)).toHaveCount(0);
  await expect(rowLink(page, older.id)).toBeFocused();
  await expect(page.getByText(`#${newer.id}: marked as spam.`).first()).toBeVisible();
  expect(await listTotal(page)).toBe(1);
  await page.keyboard.press('z');
  await expect(rowLink(page, newer.id)).toBeVisible();
  await expect.poll(() => folderOf(page, newer.id)).toBe(null);

  await rowLink(page, newer.id).click();
  await expect(article(page, newer.id)).toBeVisible();
  await page.keyboard.press('!');
  await expect(page.getByText(`#${newer.id}: marked as spam.`).first()).toBeVisible();
  await page.getByRole('link', { name: 'Spam', exact: true }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Spam' })).toBeVisible();
  await page.goto(`/?tab=tickets&folder=spam&search=${word}`);
  await expect(rows(page)).toHaveCount(1);
  await rowLink(page, newer.id).click();
  const banner = page.getByRole('region', { name: 'This is spam.' });
  await banner.getByRole('button', { name: 'Not spam' }).click();
  await expect(rows(page)).toHaveCount(0);
  await expect(page.getByText(`#${newer.id}: back in the list.`).first()).toBeVisible();
  expect(await folderOf(page, newer.id)).toBe(null);
});

test('what is deleted can be read and restored, and its requester is told that it is gone', async ({
  page,
  browser,
}) => {
  const { word, tickets } = await start(page, 1);
  const [{ id, request_token: token }] = tickets;
  await rowLink(page, id).click();
  await article(page, id).getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByText(`#${id}: moved to the bin.`).first()).toBeVisible();
  await expect(page.getByText('Nothing matches')).toBeVisible();

  const elsewhere = await browser.newContext();
  const requester = await elsewhere.newPage();
  await requester.goto(`/?request=${token}`);
  await expect(requester.getByText('the request is no longer there')).toBeVisible();

  await page.goto(`/?tab=tickets&folder=bin&search=${word}`);
  await rowLink(page, id).click();
  const ticket = article(page, id);
  await expect(ticket.getByText('This ticket is in the bin.')).toBeVisible();
  await expect(ticket.getByRole('textbox')).toHaveCount(0);
  await expect(ticket.getByRole('button', { name: /^Status of|^Resolve/ })).toHaveCount(0);
  await page.keyboard.press('u');
  await expect(page.getByText(`#${id}: back in the list.`).first()).toBeVisible();
  await requester.reload();
  await expect(requester.getByRole('heading', { level: 1 })).toContainText(word);
  await elsewhere.close();
});

test('many are moved and come back at once', async ({ page }) => {
  const { word } = await start(page, 3);
  await page.getByRole('checkbox').first().click();
  await page.getByRole('checkbox').nth(1).click();
  const bar = page.getByRole('toolbar', { name: 'Selected tickets' });
  await bar.getByRole('button', { name: 'Spam' }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByText('2 tickets marked as spam.').first()).toBeVisible();
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(rows(page)).toHaveCount(3);
  await expect(page.getByText('Put back as it was.').first()).toBeVisible();

  await page.getByRole('checkbox').first().click();
  await bar.getByRole('button', { name: 'Delete' }).click();
  await expect(rows(page)).toHaveCount(2);
  // To leave before that is said would be to leave before the server has heard of it.
  await expect(page.getByText('1 ticket moved to the bin.').first()).toBeVisible();
  await page.goto(`/?tab=tickets&folder=bin&search=${word}`);
  await page.getByRole('checkbox').first().click();
  await bar.getByRole('button', { name: 'Restore' }).click();
  await expect(rows(page)).toHaveCount(0);
  await page.goto(`/?tab=tickets&search=${word}`);
  await expect(rows(page)).toHaveCount(3);
});

test('who is blocked is answered as ever, and their tickets are spam', async ({ page }) => {
  const address = `${rareWord()}@example.com`;
  const { tickets } = await start(page, 1, { requester_email: address, requester_name: 'Kevin' });
  const [{ id }] = tickets;
  await rowLink(page, id).click();
  await article(page, id).getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Mark as spam and block sender' }).click();
  await expect(page.getByText(`#${id}: marked as spam.`).first()).toBeVisible();
  const { requester } = await (await page.request.get(`/api/tickets/${id}/`)).json();
  const blocked = async () =>
    (await (await page.request.get(`/api/requesters/${requester.id}/`)).json()).blocked;
  await expect.poll(blocked).toBe(true);

  const again = await makeTicket(page, { requester_email: address });
  expect(await folderOf(page, again.id)).toBe('spam');
  const seen = await page.request.get(`/api/requests/${again.request_token}/`);
  expect(seen.status()).toBe(200);

  await page.goto(`/?tab=tickets&folder=spam&ticket=${again.id}`);
  await page.getByRole('tab', { name: 'Customer' }).click();
  await page
    .getByRole('group', { name: 'What to do with this customer' })
    .getByRole('button', { name: 'Unblock sender' })
    .click();
  await expect(page.getByText('Kevin is no longer blocked.').first()).toBeVisible();
  expect(await blocked()).toBe(false);
});

for (const [theme, width, direction] of /** @type {const} */ ([
  ['light', 1440, 'ltr'],
  ['dark', 1440, 'ltr'],
  ['light', 320, 'rtl'],
  ['dark', 320, 'ltr'],
])) {
  test(`the bin in ${theme}, ${width} pixels wide, ${direction}`, async ({ page }) => {
    const { tickets } = await start(page, 1, {
      requester_email: `${rareWord()}@example.com`,
      requester_name: 'Maëlle',
    });
    const [{ id }] = tickets;
    await page.request.patch(`/api/tickets/${id}/`, { data: { folder: 'spam' } });
    await page.setViewportSize({ width, height: 800 });
    for (const address of ['&folder=bin', '&folder=spam', `&folder=spam&ticket=${id}`]) {
      await page.goto(`/?tab=tickets${address}`);
      await wear(page, theme);
      await page.evaluate((dir) => document.documentElement.setAttribute('dir', dir), direction);
      if (address.includes('ticket')) {
        await expect(page.getByRole('button', { name: 'Block sender' })).toBeVisible();
      }
      expect(await violationsOf(page)).toEqual([]);
      expect(await scrollsSideways(page)).toBe(false);
    }
  });
}
