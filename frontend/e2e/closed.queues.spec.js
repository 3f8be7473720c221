import { expect, test } from '@playwright/test';

import { scrollsSideways, violationsOf, wear } from './support/accessibility.js';
import { PASSWORD, choosePassword, fillSignIn, inviteAdmin, join } from './support/agents.js';
import { makeTicket, post } from './support/closedTickets.js';
import { focused, rareWord } from './support/product.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Browser} Browser */

/** After it, every page has counted its queues again, however it asks for news. */
const NEWS = 31_000;

/** @param {Page} page */
const rail = (page) => page.getByRole('navigation', { name: 'Views' });

/** @param {Page} page @param {string | RegExp} name */
const railCount = (page, name) =>
  rail(page).getByRole('link', { name }).locator('.rail-count > [aria-hidden]');

/** @param {Browser} browser */
const newPage = async (browser) => (await browser.newContext()).newPage();

/**
 * Let two agents work in a team that has three tickets which nobody has.
 * @param {Browser} browser
 */
async function start(browser) {
  const word = rareWord();
  const [ada, grace, root] = await Promise.all([1, 2, 3].map(() => newPage(browser)));
  await ada.clock.install();
  await join(ada, `Ada ${word}`);
  await join(grace, `Grace ${word}`);
  await choosePassword(root, inviteAdmin().address);
  const members = await Promise.all(
    [ada, grace].map(async (page) => (await page.request.get('/api/account/')).json()),
  );
  const team = await post(root, '/api/teams/', {
    name: `Team ${word}`,
    members: members.map(({ id }) => ({ id })),
  });
  /** @type {number[]} */
  const ids = [];
  for (let made = 0; made < 3; made += 1) {
    ids.push((await makeTicket(ada, { team: team.id })).id);
  }
  return { ada, grace, team, ids, word, names: members.map(({ name }) => name) };
}

/** @param {Page} page */
const detail = (page) => page.getByRole('article', { name: /^Ticket #/ });

/** @param {Page} page */
const openTicket = (page) =>
  detail(page)
    .getAttribute('aria-label')
    .then((label) => Number(label?.replace(/\D/g, '')));

test('two agents share a queue: each gets another ticket, and the counts move', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const { ada, grace, team, ids, word } = await start(browser);
  const name = `Ours ${word}`;

  // Ada saves a view of the team's free tickets, and shares it.
  await ada.goto(`/?tab=tickets&team=${team.id}&assignee=none&exclude_status=closed&columns=team`);
  await rail(ada).getByRole('button', { name: 'Save this view…' }).click();
  await ada.getByLabel('Name').fill(name);
  await ada.getByRole('radio', { name: `Team ${team.name}` }).check();
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    await wear(ada, theme);
    expect(await violationsOf(ada)).toEqual([]);
  }
  await ada.keyboard.press('Enter');
  await expect(ada.getByRole('heading', { name })).toBeVisible();
  await expect(railCount(ada, new RegExp(`^${name}`))).toHaveText('3');

  // Grace sees it, with a sign of whose it is, and goes there.
  await grace.reload();
  const link = rail(grace).getByRole('link', { name: new RegExp(`^${name}.*by Ada ${word}`) });
  await expect(link).toBeVisible();
  await expect(rail(grace).getByRole('button', { name: new RegExp(name) })).toHaveCount(0);
  await link.click();
  await expect(grace.locator('.chip-text').nth(1)).toHaveText(/Status is not Closed|Assignee is/);
  await expect(grace.locator('.row')).toHaveCount(3);
  await expect(grace.locator('.row-cell').first()).toHaveText(team.name);
  await expect(railCount(grace, /^Mine/)).toHaveText('0');

  // Both take the next one.
  await Promise.all([ada, grace].map((page) => page.keyboard.press('Shift+N')));
  await Promise.all([ada, grace].map((page) => expect(detail(page)).toBeVisible()));
  const taken = await Promise.all([ada, grace].map(openTicket));
  expect(new Set(taken).size).toBe(2);
  expect(ids).toEqual(expect.arrayContaining(taken));
  await expect(grace.getByText(`#${taken[1]} is yours now.`, { exact: true })).toBeVisible();
  await expect(railCount(grace, /^Mine/)).toHaveText('1');
  await ada.clock.fastForward(NEWS);
  for (const page of [ada, grace]) {
    await expect(railCount(page, new RegExp(`^${name}`))).toHaveText('1');
  }

  // Grace gives hers back, which Ada hears of.
  await grace.keyboard.press('z');
  await expect(railCount(grace, /^Mine/)).toHaveText('0');
  await ada.clock.fastForward(NEWS);
  await expect(railCount(ada, new RegExp(`^${name}`))).toHaveText('2');

  // In Mine, the key opens what one has, and takes nothing.
  await ada.keyboard.press('g');
  await ada.keyboard.press('m');
  await expect(ada.getByRole('heading', { name: 'Mine' })).toBeVisible();
  await ada.keyboard.press('Shift+N');
  await expect(ada.getByRole('article', { name: `Ticket #${taken[0]}` })).toBeVisible();
  await expect(railCount(ada, /^Mine/)).toHaveText('1');
});

test('queues are reached by the keyboard alone', async ({ browser }) => {
  test.setTimeout(120_000);
  const page = await newPage(browser);
  await join(page);
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await expect(page.getByRole('heading', { name: 'Unassigned' })).toBeFocused();
  await expect(page).toHaveURL(/assignee=none/);
  await rail(page)
    .getByRole('link', { name: /^Unassigned/ })
    .focus();
  await page.keyboard.press('ArrowDown');
  await expect(focused(page)).toHaveText(/^Waiting for us/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Waiting for us' })).toBeVisible();
  await expect(page).toHaveURL(/ordering=waiting_since/);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('my teams');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/team=mine/);
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    await wear(page, theme);
    expect(await violationsOf(page)).toEqual([]);
  }
});

test('the views of a device go to the account once, and are there on another', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const [page, other] = await Promise.all([newPage(browser), newPage(browser)]);
  await page.goto('/');
  await page.evaluate(() => {
    const narrowing = { status: ['open'], priority: [], category: ['billing'], search: '' };
    localStorage.setItem('tf.views', JSON.stringify([{ id: 'a', name: 'Money', narrowing }]));
  });
  const email = await join(page);
  await page.goto('/?tab=tickets');
  await expect(rail(page).getByRole('link', { name: /^Money/ })).toHaveCount(1);
  await expect.poll(() => page.evaluate(() => localStorage.getItem('tf.views') ?? '[]')).toBe('[]');
  await page.reload();
  await expect(rail(page).getByRole('link', { name: /^Money/ })).toHaveCount(1);

  await other.goto('/?tab=tickets');
  await fillSignIn(other, email, PASSWORD);
  await rail(other)
    .getByRole('link', { name: /^Money/ })
    .click();
  await expect(other).toHaveURL(/view=\d+/);
  await expect(other).toHaveURL(/category=billing/);
  await rail(other).getByRole('button', { name: 'Actions of the view Money' }).click();
  await other.getByRole('menuitem', { name: 'Delete view' }).click();
  await expect(rail(other).getByRole('link', { name: /^Money/ })).toHaveCount(0);
  await other.keyboard.press('z');
  await expect(rail(other).getByRole('link', { name: /^Money/ })).toHaveCount(1);
});

test('without room for the rail there is a menu, on a phone too', async ({ browser }) => {
  test.setTimeout(120_000);
  const page = await newPage(browser);
  await join(page);
  await page.goto('/?tab=tickets&exclude_status=closed&exclude_priority=low&exclude_team=none');
  // Else a menu is looked at while it fades in.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const width of [820, 320]) {
    await page.setViewportSize({ width, height: 700 });
    await page.getByRole('button', { name: 'Views', exact: true }).click();
    await expect(page.getByRole('menuitem', { name: /^My teams/ })).toBeVisible();
    expect(await scrollsSideways(page)).toBe(false);
    for (const theme of /** @type {const} */ (['light', 'dark'])) {
      await wear(page, theme);
      expect(await violationsOf(page)).toEqual([]);
    }
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Status, 1 chosen' }).click();
    await expect(page.getByRole('menuitemradio', { name: 'is none of' })).toBeChecked();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Team, 1 chosen' }).click();
    await expect(page.getByRole('button', { name: 'is none of' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: 'Views', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Save this view…' }).click();
  await page.getByLabel('Name').fill('On a phone');
  expect(await scrollsSideways(page)).toBe(false);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'On a phone' })).toBeVisible();
  await page.getByRole('button', { name: 'Views', exact: true }).click();
  await expect(page.getByRole('menuitem', { name: 'Rename or share…' })).toBeVisible();
});
