import { expect, test } from '@playwright/test';

import { violationsOf, wear } from './support/accessibility.js';
import { join } from './support/agents.js';
import { makeTicket } from './support/closedTickets.js';
import { rowLink } from './support/product.js';

/** A pulse, what it asks for in consequence, and a busy machine. */
const NEWS = { timeout: 30_000 };

/**
 * Let two agents work, each in a browser of their own, on a new ticket.
 * @param {import('@playwright/test').Browser} browser
 */
async function start(browser) {
  const [ada, grace] = await Promise.all(
    [1, 2].map(async () => (await browser.newContext()).newPage()),
  );
  await join(ada, 'Ada Lovelace');
  await join(grace, 'Grace Hopper');
  const { id, request_token: token } = await makeTicket(ada);
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(`/?request=${token}`);
  return { ada, grace, stranger, id };
}

/** @param {import('@playwright/test').Page} page @param {number} id */
const detail = (page, id) => page.getByRole('article', { name: `Ticket #${id}` });

/** @param {import('@playwright/test').Page} stranger @param {string} text */
async function write(stranger, text) {
  await stranger.getByRole('textbox').fill(text);
  await stranger.keyboard.press('Control+Enter');
  await expect(stranger.getByText(text)).toBeVisible();
}

test('two agents see each other, and what the other one writes', async ({ browser }) => {
  test.setTimeout(180_000);
  const { ada, grace, id } = await start(browser);
  await ada.goto(`/?tab=tickets&ticket=${id}`);
  await grace.goto(`/?tab=tickets&ticket=${id}`);
  await expect(ada.getByRole('button', { name: 'Also here: Grace Hopper' })).toBeVisible(NEWS);
  await expect(grace.getByRole('button', { name: 'Also here: Ada Lovelace' })).toBeVisible(NEWS);

  await detail(ada, id).getByRole('textbox', { name: 'Reply' }).pressSequentially('We look at it.');
  await expect(detail(grace, id).locator('.writers')).toHaveText('Ada Lovelace is replying', NEWS);
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    await wear(grace, theme);
    expect(await violationsOf(grace)).toEqual([]);
  }

  await ada.keyboard.press('Control+Enter');
  await expect(detail(grace, id).getByText('We look at it.')).toBeVisible(NEWS);
  await expect(detail(grace, id).locator('.writers')).toHaveCount(0, NEWS);

  await ada.keyboard.press('Escape');
  await detail(ada, id).getByRole('button', { name: 'Close ticket' }).first().click();
  await expect(grace.getByRole('button', { name: /^Also here/ })).toHaveCount(0, NEWS);
});

test('a mark comes with the requester’s message, and goes when it is looked at', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const { ada, stranger, id } = await start(browser);
  await ada.goto(`/?tab=tickets&ticket=${id}`);
  const mark = rowLink(ada, id).locator('.unread');
  await write(stranger, 'First of all');
  const first = detail(ada, id).getByText('First of all');
  await expect(first).toBeVisible(NEWS);
  // What is out of sight has not been seen.
  await first.scrollIntoViewIfNeeded();
  await expect(mark).toHaveCount(0, NEWS);
  await ada.goto('/?tab=tickets');
  await expect(rowLink(ada, id)).toBeVisible();
  await expect(mark).toHaveCount(0);

  await write(stranger, 'One more thing');
  await expect(mark).toBeVisible(NEWS);
  await expect(rowLink(ada, id)).toHaveAccessibleName(/^Unread: /);
  expect(await violationsOf(ada)).toEqual([]);
  await rowLink(ada, id).click();
  const line = detail(ada, id).locator('.thread-new + .message');
  await expect(line.getByText('One more thing')).toBeVisible(NEWS);
  await line.scrollIntoViewIfNeeded();
  await expect(mark).toHaveCount(0, NEWS);
  await ada.reload();
  await expect(detail(ada, id).getByText('One more thing')).toBeVisible();
  await expect(mark).toHaveCount(0);
});
