import { expect, test } from '@playwright/test';

import { scrollsSideways, violationsOf, wear } from './support/accessibility.js';
import { accountButton, choose, choosePassword, inviteAdmin, join } from './support/agents.js';
import { makeTicket, send } from './support/closedTickets.js';
import { rareWord } from './support/product.js';

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page */
const panel = (page) => page.getByRole('dialog', { name: 'Settings' });

/** @param {Page} page @param {string} name */
const button = (page, name) => panel(page).getByRole('button', { name, exact: true });

/** @param {Page} page @param {string} name of what is in it */
const row = (page, name) =>
  panel(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name, exact: true }) });

/** @param {Page} page @param {string} name */
const openPage = (page, name) => panel(page).getByRole('tab', { name }).click();

/** @param {Page} page @param {string} text */
const told = (page, text) => page.getByText(text, { exact: true });

/** @param {Page} page */
async function isAccessible(page) {
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    await wear(page, theme);
    expect(await violationsOf(page), theme).toEqual([]);
  }
}

/**
 * Let an admin and an agent work, each in a browser of their own.
 * @param {import('@playwright/test').Browser} browser
 */
async function start(browser) {
  const [root, mia] = await Promise.all(
    [1, 2].map(async () => (await browser.newContext()).newPage()),
  );
  const word = rareWord();
  await join(mia, `Mia ${word}`);
  await choosePassword(root, inviteAdmin().address);
  await root.goto('/?tab=tickets');
  await expect(root.getByRole('list', { name: 'Tickets' })).toBeVisible();
  // The settings' key comes with it.
  await expect(accountButton(root)).toBeVisible();
  return { root, mia, word, name: `Mia ${word}` };
}

test('an admin makes a team by the keyboard, and an agent looks it up', async ({ browser }) => {
  test.setTimeout(180_000);
  const { root, mia, word, name } = await start(browser);
  const team = `Care ${word}`;
  await root.keyboard.press('g');
  await root.keyboard.press(',');
  await expect(panel(root).getByRole('tab', { name: 'Teams' })).toBeFocused();
  await button(root, 'New team').focus();
  await root.keyboard.press('Enter');
  await expect(panel(root).getByLabel('Name')).toBeFocused();
  await root.keyboard.type(team);
  await panel(root).getByRole('radio', { name: 'In turn' }).focus();
  await root.keyboard.press('Space');
  await panel(root).getByRole('switch', { name: 'Closed to others' }).focus();
  await root.keyboard.press('Space');
  await button(root, 'Add a member').focus();
  await root.keyboard.press('Enter');
  await expect(panel(root).getByRole('combobox', { name: 'Find an agent' })).toBeFocused();
  await root.keyboard.type(word);
  await expect(panel(root).getByRole('option', { name })).toBeVisible();
  await root.keyboard.press('Enter');
  await panel(root).getByLabel(`Most open tickets for ${name}`).fill('5');
  await isAccessible(root);
  await root.keyboard.press('Control+Enter');
  await expect(told(root, `“${team}” is saved.`)).toBeVisible();
  await expect(row(root, team)).toContainText('1 member');
  await expect(button(root, `Edit: ${team}`)).toBeFocused();
  await isAccessible(root);

  await choose(mia, 'Settings…');
  await expect(panel(mia).getByText('Only admins change this.')).toBeVisible();
  await button(mia, `Members of ${team}`).click();
  await expect(row(mia, team)).toContainText(`${name}up to 5 open`);
  await expect(button(mia, `Edit: ${team}`)).toHaveCount(0);
  await isAccessible(mia);
  await mia.keyboard.press('Escape');
  await expect(mia.getByRole('button', { name: /^Account: / })).toBeFocused();

  // Somebody else changes it while the admin types.
  await button(root, `Edit: ${team}`).click();
  await panel(root).getByLabel('Name').fill(`${team} 2`);
  const [stored] = (await (await root.request.get('/api/teams/')).json()).filter(
    (/** @type {any} */ one) => one.name === team,
  );
  await send(root, 'patch', `/api/teams/${stored.id}/`, { assignment: 'off', is_closed: false });
  await button(root, 'Save').click();
  await expect(panel(root).getByRole('alert')).toContainText('Somebody has changed it meanwhile.');
  await expect(panel(root).getByRole('radio', { name: 'By hand' })).toBeChecked();
  await isAccessible(root);
  await button(root, 'Save').click();
  await expect(told(root, `“${team} 2” is saved.`)).toBeVisible();
  await expect(row(root, `${team} 2`)).toContainText('By hand');
  await panel(root)
    .getByRole('button', { name: /^Undo: / })
    .click();
  await expect(row(root, team)).toBeVisible();

  const { id } = await makeTicket(root);
  await send(root, 'patch', `/api/tickets/${id}/`, { team: stored.id });
  await button(root, `Delete: ${team}`).click();
  await expect(row(root, team)).toContainText('1 open ticket will be in no team.');
  await expect(button(root, 'Keep it')).toBeFocused();
  await isAccessible(root);
  await button(root, 'Delete').click();
  await expect(told(root, `“${team}” is deleted.`)).toBeVisible();
  await expect(row(root, team)).toHaveCount(0);
});

test('tags are renamed, merged and deleted', async ({ browser }) => {
  test.setTimeout(180_000);
  const { root, mia, word } = await start(browser);
  const names = { vat: `vat ${word}`, tax: `tax ${word}`, old: `old ${word}` };
  const { id } = await makeTicket(mia);
  await send(mia, 'patch', `/api/tickets/${id}/`, { tags: Object.values(names) });
  await choose(root, 'Settings…');
  await openPage(root, 'Tags');
  await panel(root).getByRole('searchbox').fill(word);
  await expect(panel(root).getByRole('listitem')).toHaveCount(3);
  await button(root, `Edit: ${names.vat}`).click();
  await panel(root).getByLabel('Name').fill(`${names.vat} id`);
  await panel(root).getByRole('radio', { name: 'Teal' }).check();
  await isAccessible(root);
  await button(root, 'Save').click();
  await expect(row(root, `${names.vat} id`)).toBeVisible();

  await button(root, `Merge into another: ${names.tax}`).click();
  await root.keyboard.type(names.vat);
  await expect(panel(root).getByRole('option')).toHaveCount(1);
  await isAccessible(root);
  await root.keyboard.press('Enter');
  await expect(row(root, names.tax)).toContainText('1 ticket will have');
  await button(root, 'Merge').click();
  await expect(panel(root).getByRole('listitem')).toHaveCount(2);

  await button(root, `Delete: ${names.old}`).click();
  await expect(row(root, names.old)).toContainText('1 ticket will be without it.');
  await button(root, 'Delete').click();
  await expect(panel(root).getByRole('listitem')).toHaveCount(1);
  const ticket = await (await mia.request.get(`/api/tickets/${id}/`)).json();
  expect(ticket.tags).toEqual([`${names.vat} id`]);
  expect(ticket.tag_colors).toEqual({ [`${names.vat} id`]: 'teal' });
});

test('what is typed is there again after a reload', async ({ browser }) => {
  test.setTimeout(120_000);
  const { root, word } = await start(browser);
  await choose(root, 'Settings…');
  await button(root, 'New team').click();
  await root.keyboard.type(`Draft ${word}`);
  await expect(panel(root).getByText('Kept on this device until you save')).toBeVisible();
  await root.keyboard.press('Escape');
  await root.keyboard.press('Escape');
  await expect(panel(root)).toHaveCount(0);
  await root.reload();
  await choose(root, 'Settings…');
  await button(root, 'Go on with your draft').click();
  await expect(panel(root).getByLabel('Name')).toHaveValue(`Draft ${word}`);
  await button(root, 'Discard changes').click();
  await expect(button(root, 'New team')).toBeFocused();
});

test('shared views are renamed, shared with others and deleted', async ({ browser }) => {
  test.setTimeout(120_000);
  const { root, mia, word } = await start(browser);
  const name = `Urgent ${word}`;
  const values = { name, query: 'priority=high', shared_with: 'everyone' };
  await send(root, 'post', '/api/views/', values);
  await choose(mia, 'Settings…');
  await openPage(mia, 'Views');
  await expect(row(mia, name)).toContainText('With everyoneBy Root');
  await expect(button(mia, `Edit: ${name}`)).toHaveCount(0);
  await choose(root, 'Settings…');
  await openPage(root, 'Views');
  await isAccessible(root);
  await button(root, `Edit: ${name}`).click();
  await panel(root).getByLabel('Name').fill(`${name} now`);
  await isAccessible(root);
  await root.keyboard.press('Enter');
  await expect(row(root, `${name} now`)).toBeVisible();
  await button(root, `Delete: ${name} now`).click();
  await button(root, 'Delete').click();
  await expect(row(root, `${name} now`)).toHaveCount(0);
});

test('it fits a phone', async ({ browser }) => {
  test.setTimeout(120_000);
  const { root, word, name } = await start(browser);
  const { id: member } = (
    await (await root.request.get(`/api/agents/?search=${encodeURIComponent(name)}`)).json()
  )[0];
  const team = await send(root, 'post', '/api/teams/', {
    name: `Phone ${word}`,
    members: [{ id: member }],
  });
  await root.setViewportSize({ width: 320, height: 640 });
  await choose(root, 'Settings…');
  await button(root, `Edit: Phone ${word}`).click();
  expect(await scrollsSideways(root)).toBe(false);
  expect(await violationsOf(root)).toEqual([]);
  const overflows = () =>
    panel(root).evaluate((box) =>
      [...box.querySelectorAll('.settings-form, .settings-list, .saved-replies-list')].some(
        (part) => part.scrollWidth > part.clientWidth,
      ),
    );
  expect(await overflows()).toBe(false);
  await root.keyboard.press('Escape');
  for (const page of ['Tags', 'Saved replies', 'Views']) {
    await panel(root).getByLabel('Pages of the settings').selectOption(page);
    await expect(panel(root).getByRole('heading', { name: page, exact: true })).toBeVisible();
    expect(await overflows(), page).toBe(false);
    expect(await violationsOf(root), page).toEqual([]);
  }
  await send(root, 'delete', `/api/teams/${team.id}/`);
});
