import { readFileSync } from 'node:fs';

import { expect, test } from '@playwright/test';

import { violationsOf, wear } from './support/accessibility.js';
import { PASSWORD, choosePassword, inviteAdmin, join } from './support/agents.js';
import { makeTicket } from './support/closedTickets.js';
import { rareWord, rowLink, rows } from './support/product.js';

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page @param {number} id */
const article = (page, id) => page.getByRole('article', { name: `Ticket #${id}` });

/** @param {Page} page @param {number} id */
async function deleteTicket(page, id) {
  await page.goto(`/?tab=tickets&ticket=${id}`);
  await article(page, id).getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByText(`#${id}: moved to the bin.`).first()).toBeVisible();
}

test('admins erase what is in the bin, agents do not', async ({ page, browser }) => {
  const agent = await (await browser.newContext()).newPage();
  await join(agent);
  const [one, other] = [await makeTicket(agent), await makeTicket(agent)];
  await deleteTicket(agent, one.id);
  await deleteTicket(agent, other.id);
  await agent.goto('/?tab=tickets&folder=bin');
  await agent.getByRole('checkbox').first().click();
  await expect(agent.getByRole('button', { name: 'Restore' })).toBeVisible();
  await expect(agent.getByRole('button', { name: /Erase|Empty/ })).toHaveCount(0);

  await choosePassword(page, inviteAdmin().address);
  await page.goto(`/?tab=tickets&folder=bin&ticket=${one.id}`);
  await article(page, one.id).getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Erase…' }).click();
  const question = page.getByRole('alertdialog', { name: 'Erase this ticket?' });
  await expect(question.getByRole('button', { name: 'Keep' })).toBeFocused();
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    await wear(page, theme);
    expect(await violationsOf(page)).toEqual([]);
  }
  await page.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await article(page, one.id).getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Erase…' }).click();
  await question.getByRole('button', { name: 'Erase for good' }).click();
  await expect(page.getByText('1 ticket erased.').first()).toBeVisible();
  await expect(rowLink(page, one.id)).toHaveCount(0);
  expect((await page.request.get(`/api/tickets/${one.id}/`)).status()).toBe(404);

  await expect(rowLink(page, other.id)).toBeVisible();
  await page.getByRole('button', { name: 'Empty the bin…' }).click();
  await page.getByRole('button', { name: 'Erase for good' }).click();
  await expect(page.getByText('The bin is empty')).toBeVisible();
  expect((await page.request.get(`/api/tickets/${other.id}/`)).status()).toBe(404);
});

test('an admin exports a person, and erases them after confirming who they are', async ({
  page,
}) => {
  const word = rareWord();
  const address = `${word}@example.com`;
  await choosePassword(page, inviteAdmin().address);
  const [first, second] = [
    await makeTicket(page, { requester_email: address, title: `My ${word}` }),
    await makeTicket(page, { requester_email: address }),
  ];
  await deleteTicket(page, second.id);
  await page.goto(`/?tab=tickets&ticket=${first.id}`);
  await page.getByRole('tab', { name: 'Customer' }).click();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export everything' }).click(),
  ]);
  const exported = JSON.parse(readFileSync(await download.path(), 'utf8'));
  expect(exported.complete).toBe(true);
  expect(exported.requester.email).toBe(address);
  expect(exported.tickets.map((/** @type {any} */ { folder }) => folder)).toEqual([null, 'bin']);

  // As if it had been long ago that they signed in.
  let asked = 0;
  await page.route('**/erase/', async (route) => {
    asked += 1;
    if (route.request().method() !== 'POST' || asked > 2) return route.continue();
    return route.fulfill({
      status: 401,
      json: {
        status: 401,
        data: { flows: [{ id: 'reauthenticate' }] },
        meta: { is_authenticated: true },
      },
    });
  });
  await page.getByRole('button', { name: 'Erase this person…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Erase this person?' });
  await expect(dialog.getByText('2 tickets')).toBeVisible();
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    await wear(page, theme);
    expect(await violationsOf(page)).toEqual([]);
  }
  await dialog.getByRole('textbox').fill('somebody else');
  await dialog.getByRole('button', { name: 'Erase for good' }).click();
  await expect(dialog.getByText('That is not what it says above.')).toBeVisible();
  await dialog.getByRole('textbox').fill(address);
  await dialog.getByRole('button', { name: 'Erase for good' }).click();
  const proof = page.getByRole('dialog').filter({ has: page.getByLabel('Password') });
  await proof.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  const done = page.getByRole('dialog', { name: 'The person is erased' });
  await expect(done.getByText('2 tickets')).toBeVisible();
  await done.getByRole('button', { name: 'Close' }).click();

  for (const { id } of [first, second]) {
    expect((await page.request.get(`/api/tickets/${id}/`)).status()).toBe(404);
  }
  await page.goto(`/?tab=tickets&search=${word}`);
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await expect(rows(page)).toHaveCount(0);
});
