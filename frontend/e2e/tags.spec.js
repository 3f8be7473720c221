import { expect, test } from '@playwright/test';

import { scrollsSideways, violationsOf, wear } from './support/accessibility.js';
import { makeTicket, rareWord, rowLink, rows } from './support/product.js';

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page @param {number} id */
const tagButton = (page, id) => page.getByRole('button', { name: new RegExp(`^Tags of #${id}: `) });

/** @param {Page} page */
const tagField = (page) => page.getByRole('combobox', { name: 'Find or create a tag' });

/** @param {Page} page @param {number} id */
async function storedTags(page, id) {
  return (await (await page.request.get(`/api/tickets/${id}/`)).json()).tags;
}

/** @param {Page} page @param {number} id @param {string[]} tags */
const expectStored = (page, id, tags) =>
  expect.poll(() => storedTags(page, id), { timeout: 15_000 }).toEqual(tags);

/**
 * Make three tickets that only one search finds, with names of tags that no others have.
 * @param {Page} page
 */
async function start(page) {
  const word = rareWord();
  const names = { vat: `vat ${word}`, angry: `angry ${word}` };
  const tickets = [];
  for (const tags of [[], [names.vat], [names.angry, names.vat]]) {
    const values = /** @type {any} */ ({ title: `Tagged ${word}`, tags });
    tickets.push((await makeTicket(page, values)).id);
  }
  return { word, names, tickets };
}

test('a tag is created, put on and taken off by the keyboard alone', async ({ page }) => {
  const { word, names, tickets } = await start(page);
  const [id] = tickets;
  await page.goto(`/?tab=tickets&ticket=${id}&search=${word}`);
  await expect(tagButton(page, id)).toHaveText(/No tags/);
  await expect(rowLink(page, id)).toBeVisible();
  await page.keyboard.press('t');
  await expect(tagField(page)).toBeFocused();
  await page.keyboard.type(`brand new ${word}`);
  await expect(page.getByRole('option', { name: `Create “brand new ${word}”` })).toBeVisible();
  await page.keyboard.press('Enter');
  await expectStored(page, id, [`brand new ${word}`]);
  await expect(tagField(page)).toHaveValue('');
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    await wear(page, theme);
    expect(await violationsOf(page)).toEqual([]);
  }
  await page.keyboard.type(names.vat.toUpperCase());
  await expect(page.getByRole('option', { name: names.vat })).toBeVisible();
  await page.keyboard.press('Enter');
  await expectStored(page, id, [`brand new ${word}`, names.vat]);

  // The list closes first, not the toast, which still takes the last choice back.
  await page.keyboard.press('Escape');
  await expect(tagField(page)).toHaveCount(0);
  await expect(tagButton(page, id)).toBeFocused();
  await page.keyboard.press('z');
  await expectStored(page, id, [`brand new ${word}`]);
  await expect(tagButton(page, id)).toHaveText(new RegExp(`brand new ${word}`));

  await page.getByRole('tab', { name: 'Activity' }).click();
  await expect(page.getByText(`removed ${names.vat}`)).toBeVisible();
  await expect(page.getByText(`added brand new ${word}`)).toBeVisible();
});

test('G T goes to the tickets and opens no list of tags', async ({ page }) => {
  const { word, tickets } = await start(page);
  await page.goto(`/?tab=tickets&search=${word}`);
  await rowLink(page, tickets[0]).focus();
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await rowLink(page, tickets[0]).focus();
  await page.keyboard.press('x');
  await expect(page.getByRole('toolbar')).toContainText('1 selected');
  await expect(tagField(page)).toHaveCount(0);
});

test('tickets are found by any, all and none of some tags, and by none at all', async ({
  page,
}) => {
  const { word, names, tickets } = await start(page);
  const [untagged, vat, both] = tickets;
  await page.goto(`/?tab=tickets&search=${word}`);
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole('button', { name: 'Tags', exact: true }).click();
  const field = page.getByRole('combobox', { name: 'Find a tag' });
  await field.fill(names.vat);
  await page.getByRole('option', { name: names.vat }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(rowLink(page, untagged)).toHaveCount(0);
  await page.getByRole('button', { name: 'None of' }).click();
  await field.fill(names.angry);
  await page.getByRole('option', { name: names.angry }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rowLink(page, vat)).toBeVisible();
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    await wear(page, theme);
    expect(await violationsOf(page)).toEqual([]);
  }
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Tags, 2 chosen' })).toBeFocused();

  // The address has all of it.
  await page.reload();
  await expect(page.locator('.chip')).toHaveText([
    new RegExp(`Tag is ${names.vat}`),
    new RegExp(`Tag is not ${names.angry}`),
    /Search is/,
  ]);
  await page.getByRole('button', { name: `Remove filter: tag is not ${names.angry}` }).click();
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole('button', { name: `Remove filter: tag ${names.vat}` }).click();
  await expect(rows(page)).toHaveCount(3);

  await page.getByRole('button', { name: 'Tags', exact: true }).click();
  await page.getByRole('button', { name: 'All of' }).click();
  for (const name of [names.vat, names.angry]) {
    await field.fill(name);
    await page.getByRole('option', { name }).click();
  }
  await expect(rows(page)).toHaveCount(1);
  await expect(rowLink(page, both)).toBeVisible();
  await page.goto(`/?tab=tickets&search=${word}&tag=none`);
  await expect(rows(page)).toHaveCount(1);
  await expect(rowLink(page, untagged)).toBeVisible();
});

test('several tickets get and lose tags at once, and Undo puts each back', async ({ page }) => {
  const { word, names, tickets } = await start(page);
  const [untagged, vat, both] = tickets;
  await page.goto(`/?tab=tickets&search=${word}`);
  await expect(rows(page)).toHaveCount(3);
  // The newest comes first.
  await rowLink(page, both).focus();
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+J');
  await page.keyboard.press('Shift+J');
  await page.keyboard.press('t');
  await expect(tagField(page)).toBeFocused();
  await expect(page.getByRole('option', { name: names.vat })).toContainText('On some of them');
  await page.getByRole('option', { name: names.vat }).click();
  await expect(page.getByRole('option', { name: names.vat })).toContainText('Chosen');
  await page.getByRole('option', { name: names.angry }).click();
  await page.getByRole('option', { name: names.angry }).click();
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    await wear(page, theme);
    expect(await violationsOf(page)).toEqual([]);
  }
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(
    page.getByText(`2 tickets: added ${names.vat}, removed ${names.angry}.`).first(),
  ).toBeVisible();
  await expectStored(page, untagged, [names.vat]);
  await expectStored(page, both, [names.vat]);
  await page.keyboard.press('z');
  await expectStored(page, untagged, []);
  await expectStored(page, vat, [names.vat]);
  await expectStored(page, both, [names.angry, names.vat]);
});

test('a row alone is tagged by the same key', async ({ page }) => {
  const { word, names, tickets } = await start(page);
  await page.goto(`/?tab=tickets&search=${word}`);
  await rowLink(page, tickets[0]).focus();
  await page.keyboard.press('t');
  await expect(tagField(page)).toBeFocused();
  await page.keyboard.type(names.angry);
  await page.getByRole('option', { name: names.angry }).click();
  await page.getByRole('button', { name: 'Apply' }).click();
  await expectStored(page, tickets[0], [names.angry]);
});

test('what two people add at the same moment is all there', async ({ page }) => {
  const { word, names, tickets } = await start(page);
  const [id] = tickets;
  await page.goto(`/?tab=tickets&ticket=${id}&search=${word}`);
  await tagButton(page, id).click();
  await tagField(page).fill(names.vat);
  await expect(page.getByRole('option', { name: names.vat })).toBeVisible();
  await page.request.patch(`/api/tickets/${id}/`, { data: { add_tags: [names.angry] } });
  await page.keyboard.press('Enter');
  await expectStored(page, id, [names.angry, names.vat]);
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
});

test('long names and many of them fit a phone, and the requester sees none', async ({ page }) => {
  const word = rareWord();
  const long = `${'w'.repeat(49 - word.length)} ${word}`;
  const rtl = `استرداد ${word}`;
  const tags = [long, rtl, ...Array.from({ length: 10 }, (_, at) => `tag ${at} ${word}`)];
  const { id, request_token: token } = await makeTicket(page, /** @type {any} */ ({ tags }));
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`/?tab=tickets&ticket=${id}`);
  await expect(tagButton(page, id)).toContainText(rtl);
  expect(await scrollsSideways(page)).toBe(false);
  await expect(tagButton(page, id).getByTitle(long)).toBeVisible();
  await tagButton(page, id).click();
  await expect(tagField(page)).toBeVisible();
  expect(await scrollsSideways(page)).toBe(false);
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    await wear(page, theme);
    expect(await violationsOf(page)).toEqual([]);
  }
  await page.goto(`/#request=${token}`);
  const answer = await (await page.request.get(`/api/requests/${token}/`)).text();
  expect(answer).not.toContain(word);
});
