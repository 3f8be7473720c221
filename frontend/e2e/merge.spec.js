import { expect, test } from '@playwright/test';

import { scrollsSideways, violationsOf, wear } from './support/accessibility.js';
import { rareWord } from './support/product.js';

/** @typedef {import('@playwright/test').Page} Page */

const NARROW = { width: 320, height: 700 };

/**
 * Submit a ticket of a requester with an address.
 * @param {Page} page
 * @param {string} name
 * @param {string} title
 * @param {string} [address]
 */
async function submit(page, name, title, address) {
  const word = rareWord();
  const sent = await page.request.post('/api/tickets/', {
    data: {
      title: `${title} ${word}`,
      description: `${name} asks about ${title}.`,
      category: 'billing',
      priority: 'high',
      requester_name: name,
      requester_email: address ?? `${word}@example.org`,
    },
  });
  const { id, request_token: token } = await sent.json();
  return { id, word, title: `${title} ${word}`, link: `/?request=${token}` };
}

/**
 * @param {Page} page
 * @param {string} link
 * @param {string} text
 */
async function answer(page, link, text) {
  const token = link.split('=')[1];
  const sent = await page.request.post(`/api/requests/${token}/messages/`, { data: { text } });
  expect(sent.status()).toBe(201);
}

/** @param {Page} page @param {number} id */
const detail = (page, id) => page.getByRole('article', { name: `Ticket #${id}` });

/** @param {Page} page @param {string} text */
const said = (page, text) => page.getByText(text, { exact: true });

/** @param {Page} page */
const undo = (page) => page.getByRole('button', { name: 'Undo', exact: true });

/** @param {Page} page */
async function looksWell(page) {
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    await wear(page, theme);
    expect(await violationsOf(page)).toEqual([]);
  }
}

/**
 * Merge the open ticket into one that is found by a word, with the keyboard alone.
 * @param {Page} page
 * @param {string} word
 * @param {number} into
 */
async function mergeByKeys(page, word, into) {
  await page.keyboard.press('Shift+M');
  await expect(page.getByRole('combobox', { name: 'Number or words' })).toBeFocused();
  await page.keyboard.type(word);
  await expect(page.getByRole('option').first()).toContainText(`#${into}`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `Merge into #${into}` })).toBeFocused();
  await page.keyboard.press('Enter');
}

test('two tickets become one by the keyboard, for both requesters, until it is undone', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const ada = await submit(page, 'Ada', 'Printer');
  const ben = await submit(page, 'Ben', 'Smoke');
  await answer(page, ada.link, 'It still burns.');
  await answer(page, ben.link, 'It smells.');
  await page.goto(`/?tab=tickets&ticket=${ben.id}`);
  await expect(detail(page, ben.id).getByText('It smells.')).toBeVisible();

  await page.keyboard.press('Shift+M');
  await expect(page.getByRole('option').first()).toBeVisible();
  await looksWell(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await mergeByKeys(page, ada.word, ada.id);

  // The conversation as one, in order of time.
  const thread = detail(page, ada.id);
  await expect(said(page, `#${ben.id} is merged into #${ada.id}.`)).toBeVisible();
  await expect(thread.locator('.thread > .message')).toHaveText([
    /Ada asks about Printer/,
    /Smoke/,
    /It still burns/,
    /It smells/,
  ]);
  await expect(thread.getByText(`from #${ben.id}`).first()).toBeVisible();
  await expect(thread.getByText('Your reply goes to Ada and Ben.')).toBeVisible();
  await looksWell(page);

  // Each requester sees their own, and is told.
  await page.goto(ben.link);
  await expect(page.getByText('joined with another one')).toBeVisible();
  await expect(page.getByText('It smells.')).toBeVisible();
  await expect(page.getByText('It still burns.')).toHaveCount(0);
  await looksWell(page);
  await page.goto(ada.link);
  await expect(page.getByText('It still burns.')).toBeVisible();
  await expect(page.getByText('It smells.')).toHaveCount(0);
  await expect(page.getByText('joined with another one')).toHaveCount(0);

  // The merged one leads to the other, and can be taken out again.
  await page.goto(`/?tab=tickets&ticket=${ben.id}`);
  const banner = page.getByRole('region', { name: 'Merged', exact: true });
  await expect(banner.getByRole('link', { name: `Merged into #${ada.id}` })).toBeVisible();
  await page.setViewportSize(NARROW);
  await looksWell(page);
  expect(await scrollsSideways(page)).toBe(false);
  await banner.getByRole('button', { name: 'Unmerge' }).click();
  await expect(said(page, `#${ben.id} is on its own again.`)).toBeVisible();
  await expect(detail(page, ben.id).getByText('It smells.')).toBeVisible();
  await expect(banner).toHaveCount(0);
});

test('a merge is undone from its toast, and what was written since stays', async ({ page }) => {
  const ada = await submit(page, 'Ada', 'Printer');
  const ben = await submit(page, 'Ben', 'Smoke');
  await page.goto(`/?tab=tickets&ticket=${ben.id}`);
  await expect(detail(page, ben.id).getByText('Ben asks about Smoke.')).toBeVisible();
  await mergeByKeys(page, String(ada.id), ada.id);
  await expect(detail(page, ada.id).getByText('Ben asks about Smoke.')).toBeVisible();
  await answer(page, ben.link, 'Written since.');
  await undo(page).click();
  await expect(
    said(page, `#${ben.id} is on its own again. 1 message written since stays in #${ada.id}.`),
  ).toBeVisible();
  await expect(detail(page, ada.id).getByText('Written since.')).toBeVisible();
  await expect(detail(page, ada.id).getByText('Ben asks about Smoke.')).toHaveCount(0);
});

test('two selected tickets are merged into the one that is chosen', async ({ page }) => {
  const ada = await submit(page, 'Ada', 'Printer');
  const ben = await submit(page, 'Ben', 'Smoke');
  await page.goto('/?tab=tickets');
  await page.getByRole('checkbox', { name: new RegExp(`#${ben.id}\\b`) }).check();
  await page.getByRole('checkbox', { name: new RegExp(`#${ada.id}\\b`) }).check();
  await page.getByRole('button', { name: 'Merge…' }).click();
  await page.getByRole('radio', { name: new RegExp(ben.title) }).check();
  await page.getByRole('button', { name: `Merge into #${ben.id}` }).click();
  await expect(said(page, `#${ada.id} is merged into #${ben.id}.`)).toBeVisible();
});

test('a message is split off, moved and brought back, and tickets are linked', async ({ page }) => {
  test.setTimeout(120_000);
  const ada = await submit(page, 'Ada', 'Printer');
  const ben = await submit(page, 'Ben', 'Smoke');
  await answer(page, ada.link, 'Besides, the light is out.');
  await page.goto(`/?tab=tickets&ticket=${ada.id}`);
  const message = detail(page, ada.id).locator('.thread > .message');
  const moved = message.filter({ hasText: 'the light is out' });
  await expect(moved).toBeVisible();

  await moved.getByRole('button', { name: 'Move message' }).click();
  await page.getByRole('menuitem', { name: 'Move to another ticket…' }).click();
  await page.keyboard.type(ben.word);
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Ada no longer sees it')).toBeVisible();
  await page.getByRole('button', { name: `Move to #${ben.id}` }).click();
  await expect(moved).toHaveCount(0);
  await undo(page).click();
  await expect(moved).toBeVisible();

  await moved.getByRole('button', { name: 'Move message' }).click();
  await page.getByRole('menuitem', { name: 'Split into a new ticket…' }).click();
  await looksWell(page);
  await page.getByRole('button', { name: 'Make new ticket' }).click();
  await expect(page.getByRole('heading', { name: 'Besides, the light is out.' })).toBeVisible();
  const linked = page.getByRole('region', { name: 'Linked tickets' });
  await expect(linked.getByRole('link', { name: new RegExp(ada.title) })).toBeVisible();
  await looksWell(page);

  await linked.getByRole('link', { name: new RegExp(ada.title) }).click();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Link to…' }).click();
  await page.keyboard.type(ben.word);
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(linked.getByRole('link', { name: new RegExp(ben.title) })).toBeVisible();
  await undo(page).click();
  await expect(linked.getByRole('link', { name: new RegExp(ben.title) })).toHaveCount(0);
});

test('a similar ticket is linked and merged by one key each', async ({ page }) => {
  const address = `${rareWord()}@example.org`;
  const first = await submit(page, 'Ada', 'Labels stay blank', address);
  const again = await submit(page, 'Ada', 'Labels stay blank', address);
  await page.goto(`/?tab=tickets&ticket=${again.id}`);
  await page.getByRole('tab', { name: /^Similar/ }).click();
  const similar = page
    .getByRole('region', { name: 'Perhaps the same problem' })
    .getByRole('link', { name: new RegExp(first.word) });
  await similar.focus();
  await page.keyboard.press('l');
  await expect(said(page, `#${again.id} and #${first.id} are linked.`)).toBeVisible();
  await expect(
    page.getByRole('button', { name: `Remove the link with #${first.id}` }),
  ).toBeVisible();
  await looksWell(page);
  await page.setViewportSize(NARROW);
  expect(await scrollsSideways(page)).toBe(false);
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
  expect(await scrollsSideways(page)).toBe(false);
  await page.evaluate(() => document.documentElement.removeAttribute('dir'));
  await similar.focus();
  await page.keyboard.press('m');
  await expect(page.getByRole('radio', { name: new RegExp(first.word) })).toBeChecked();
  expect(await scrollsSideways(page)).toBe(false);
  await page.getByRole('button', { name: `Merge into #${first.id}` }).click();
  await expect(said(page, `#${again.id} is merged into #${first.id}.`)).toBeVisible();
  await page.getByRole('tab', { name: /^Similar/ }).click();
  await expect(
    page.getByRole('tabpanel').getByRole('link', { name: new RegExp(again.word) }),
  ).toHaveCount(0);
  // Its row tells it too.
  await page.goto(`/?tab=tickets&search=${again.word}`);
  await expect(page.getByText(`merged into #${first.id}`).first()).toBeVisible();
});
