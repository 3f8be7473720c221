import { expect, test } from '@playwright/test';

import {
  confirmedNumber,
  fieldButton,
  makeTicket,
  rareWord,
  rowLink,
  rows,
  tab,
  write,
} from './support/product.js';
import { HELPERS, complaintsOf, helpOnce, installHelper } from './support/translator.js';

/** @typedef {import('@playwright/test').Page} Page */

// The walk is long.
test.describe.configure({ timeout: 120_000 });

/** @param {Page} page */
const crash = (page) => page.getByText('This part stopped working');
/** @param {Page} page */
const link = (page) => page.getByRole('link', { name: /\?request=/ });

/**
 * Walk through the product. `look` is called wherever there is something new to look at.
 * @param {Page} page
 * @param {() => Promise<void>} look
 */
async function walk(page, look) {
  const heard = complaintsOf(page);
  const word = rareWord();
  const others = [
    await makeTicket(page, { title: `First ${word}` }),
    await makeTicket(page, { title: `Second ${word}` }),
  ];
  await submitOne(page, word, look);
  await workOn(page, word, others, look);
  await lookAround(page, word, look);
  await expect(crash(page)).toHaveCount(0);
  expect(heard).toEqual([]);
}

/** @type {(page: Page, word: string, look: () => Promise<void>) => Promise<void>} */
async function submitOne(page, word, look) {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'New ticket' })).toBeVisible();
  await look();
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await expect(page.getByText('Choose a category.')).toBeVisible();
  await look();
  await write(page, { title: `Third ${word}`, description: 'I was charged twice this month.' });
  await expect(page.getByText('Suggested from your description')).toBeVisible();
  await look();
  await page.getByRole('radio', { name: 'Billing' }).check();
  await page.getByRole('radio', { name: 'High' }).check();
  await look();
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await confirmedNumber(page);
  await expect(link(page)).toBeVisible();
  await look();
  const address = String(await link(page).getAttribute('href'));
  await page.getByRole('link', { name: 'View ticket list' }).click();
  await expect(rows(page).first()).toBeVisible();
  await look();
  await tab(page, 'Submit').click();
  // Not copied yet: it waits above the form.
  await expect(page.getByRole('region', { name: 'Shown only once' })).toContainText(address);
  await look();
  await page.getByRole('button', { name: 'I have it' }).click();
  await expect(link(page)).toHaveCount(0);
  await page.goto(address);
  await expect(page.getByText('We have it and will look at it.')).toBeVisible();
  await look();
}

/** @type {(page: Page, word: string, tickets: any[], look: () => Promise<void>) => Promise<void>} */
async function workOn(page, word, [first, second], look) {
  const { keyboard } = page;
  await page.goto('/?tab=tickets');
  await expect(rows(page).first()).toBeVisible();
  await look();
  await page.getByRole('searchbox').fill(word);
  await expect(rows(page)).toHaveCount(3);
  await look();
  await rowLink(page, second.id).click();
  const panel = page.getByRole('article', { name: `Ticket #${second.id}` });
  await expect(panel.getByText('Made for a test.')).toBeVisible();
  await look();
  await keyboard.press('e');
  await expect(panel.getByRole('button', { name: 'Reopen' })).toBeVisible();
  await expect(fieldButton(page, 'Status', second.id).first()).toHaveText(/Resolved|^$/);
  await look();
  await keyboard.press('z');
  await expect(panel.getByRole('button', { name: 'Resolve' })).toBeVisible();
  await look();
  await keyboard.press('p');
  await look();
  await page.getByRole('menuitemradio', { name: 'Critical' }).click();
  await expect(panel.getByRole('button', { name: /^Priority of/ })).toContainText('Critical');
  await look();
  await panel.getByRole('button', { name: 'Edit title' }).click();
  await panel.getByRole('textbox', { name: 'Title' }).fill(`Renamed ${word}`);
  await look();
  await keyboard.press('Enter');
  await expect(panel.getByRole('heading', { name: `Renamed ${word}` })).toBeVisible();
  await expect(rowLink(page, second.id)).toHaveText(`Renamed ${word}`);
  await panel.getByRole('button', { name: 'Edit description' }).click();
  await panel.getByRole('textbox', { name: 'Description' }).fill('See https://example.com/ now.');
  await keyboard.press('Control+Enter');
  await expect(panel.locator('.detail-description')).toHaveText('See https://example.com/ now.');
  await look();
  await keyboard.press('z');
  await expect(panel.locator('.detail-description')).toHaveText('Made for a test.');
  await look();
  await keyboard.press('j');
  const next = page.getByRole('article', { name: `Ticket #${first.id}` });
  await expect(next.getByRole('heading', { level: 2 })).toHaveText(first.title);
  await expect(next.locator('.detail-number')).toHaveText(`#${first.id}`);
  await look();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await look();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(rows(page)).toHaveCount(2);
  await look();
  await page.keyboard.press('Escape');
}

/** @type {(page: Page, word: string, look: () => Promise<void>) => Promise<void>} */
async function lookAround(page, word, look) {
  await page.goto(`/?tab=tickets&search=${word}`);
  await expect(rows(page)).toHaveCount(2);
  await look();
  await page
    .getByRole('button', { name: /^Priority/ })
    .first()
    .click();
  await look();
  await page.getByRole('menuitemcheckbox', { name: 'Critical' }).click();
  await page.keyboard.press('Escape');
  await expect(rows(page)).toHaveCount(1);
  await look();
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(rows(page).nth(2)).toBeVisible();
  await look();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  const bar = page.getByRole('toolbar', { name: 'Selected tickets' });
  await expect(bar).toContainText('1 selected');
  await look();
  await page.keyboard.press('Shift+J');
  await expect(bar).toContainText('2 selected');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await look();
  await page.getByPlaceholder('Type a command or search tickets').fill('dashboard');
  await look();
  await page.keyboard.press('Enter');
  await expect(page.locator('.figure')).toHaveCount(4);
  await look();
  await page.getByRole('radio', { name: /7/ }).check({ force: true });
  await look();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await look();
  await page.keyboard.press('Escape');
  await tab(page, 'Submit').click();
  await expect(page.getByRole('heading', { name: 'New ticket' })).toBeVisible();
}

test('a page that is translated once breaks nowhere', async ({ page }) => {
  await walk(page, () => helpOnce(page));
});

for (const helper of HELPERS) {
  test(`a page that others change all the time breaks nowhere: ${helper}`, async ({ page }) => {
    await installHelper(page, helper);
    await walk(page, () => page.waitForTimeout(20));
  });
}
