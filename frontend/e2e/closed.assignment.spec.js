import { expect, test } from '@playwright/test';

import { scrollsSideways, violationsOf, wear } from './support/accessibility.js';
import { join } from './support/agents.js';
import { makeTicket } from './support/closedTickets.js';
import { rareWord, rowLink } from './support/product.js';

/** A pulse, what it asks for in consequence, and a busy machine. */
const NEWS = { timeout: 30_000 };

/** @param {import('@playwright/test').Page} page @param {number} id */
const assignee = (page, id) =>
  page
    .getByRole('article', { name: `Ticket #${id}` })
    .getByRole('button', { name: new RegExp(`^Assignee of #${id}: `) });

/**
 * Let two agents work, each in a browser of their own, on a new ticket that both have open.
 * @param {import('@playwright/test').Browser} browser
 */
async function start(browser) {
  const [ada, grace] = await Promise.all(
    [1, 2].map(async () => (await browser.newContext()).newPage()),
  );
  // Other walks have agents of the same first names.
  const word = rareWord();
  const names = { ada: `Ada ${word}`, grace: `Grace ${word}` };
  await join(ada, names.ada);
  await join(grace, names.grace);
  const { id } = await makeTicket(ada);
  for (const page of [ada, grace]) {
    await page.goto(`/?tab=tickets&ticket=${id}`);
    await expect(assignee(page, id)).toHaveText(/Nobody/);
  }
  return { ada, grace, id, names };
}

test('a ticket is taken, given on and left, by the keyboard alone', async ({ browser }) => {
  test.setTimeout(180_000);
  const { ada, grace, id, names } = await start(browser);
  await ada.keyboard.press('i');
  await expect(assignee(ada, id)).toHaveText(new RegExp(names.ada));
  await expect(
    ada.getByText(`#${id}: assignee is ${names.ada} now.`, { exact: true }),
  ).toBeVisible();
  await expect(assignee(grace, id)).toHaveText(new RegExp(names.ada), NEWS);

  await ada.keyboard.press('a');
  await expect(ada.getByRole('combobox', { name: 'Find an agent' })).toBeFocused();
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    await wear(ada, theme);
    expect(await violationsOf(ada)).toEqual([]);
  }
  await ada.keyboard.type(names.grace.toUpperCase());
  await expect(ada.getByRole('option', { name: names.grace })).toBeVisible();
  await expect(ada.getByRole('option')).toHaveCount(1);
  await ada.keyboard.press('Enter');
  await expect(assignee(ada, id)).toHaveText(new RegExp(names.grace));
  await expect(assignee(ada, id)).toBeFocused();
  await expect(assignee(grace, id)).toHaveText(new RegExp(names.grace), NEWS);

  await grace.keyboard.press('z');
  await ada.keyboard.press('z');
  await expect(assignee(ada, id)).toHaveText(new RegExp(names.ada));
});

test('who takes what somebody else has just taken is asked', async ({ browser }) => {
  test.setTimeout(180_000);
  const { ada, grace, id, names } = await start(browser);
  // Grace does not hear of it in time.
  await grace.route('**/api/pulse/**', (route) => route.abort());
  await ada.keyboard.press('i');
  await expect(
    ada.getByText(`#${id}: assignee is ${names.ada} now.`, { exact: true }),
  ).toBeVisible();
  await grace.keyboard.press('i');
  const dialog = grace.getByRole('alertdialog');
  await expect(dialog).toContainText(names.ada);
  await expect(dialog).toContainText(names.grace);
  await dialog.getByRole('button', { name: 'Keep theirs' }).click();
  await expect(assignee(grace, id)).toHaveText(new RegExp(names.ada));
});

test('mine and unassigned are views, and a filter names who', async ({ browser }) => {
  test.setTimeout(120_000);
  const { ada, id, names } = await start(browser);
  await ada.goto('/?tab=tickets&assignee=none&status=open&status=in_progress&snoozed=false');
  await expect(ada.getByRole('heading', { name: 'Unassigned' })).toBeVisible();
  await expect(rowLink(ada, id)).toBeVisible();
  await rowLink(ada, id).focus();
  const taken = ada.waitForResponse((response) => response.request().method() === 'PATCH');
  await ada.keyboard.press('i');
  await taken;
  await ada.goto('/?tab=tickets&assignee=me&status=open&status=in_progress&snoozed=false');
  await expect(ada.getByRole('heading', { name: 'Mine' })).toBeVisible();
  await expect(rowLink(ada, id)).toBeVisible();

  await ada.goto('/?tab=tickets');
  await ada.getByRole('button', { name: 'Assignee', exact: true }).click();
  await ada.getByRole('combobox', { name: 'Find an agent' }).fill(names.grace);
  await ada.getByRole('option', { name: names.grace }).click();
  await ada.keyboard.press('Escape');
  await expect(ada.getByRole('button', { name: 'Assignee, 1 chosen' })).toBeFocused();
  await expect(ada.locator('.chip')).toHaveText(new RegExp(`Assignee is ${names.grace}`));
  await expect(rowLink(ada, id)).toHaveCount(0);
});

test('it fits a phone', async ({ browser }) => {
  test.setTimeout(120_000);
  const { ada, id } = await start(browser);
  await ada.setViewportSize({ width: 320, height: 640 });
  await assignee(ada, id).click();
  await expect(ada.getByRole('combobox', { name: 'Find an agent' })).toBeVisible();
  expect(await scrollsSideways(ada)).toBe(false);
  expect(await violationsOf(ada)).toEqual([]);
});
