import { expect, test } from '@playwright/test';

import { violationsOf, wear } from './support/accessibility.js';
import { choose, choosePassword, inviteAdmin, join } from './support/agents.js';
import { makeTicket, send } from './support/closedTickets.js';
import { rareWord } from './support/product.js';

/** @typedef {import('@playwright/test').Page} Page */

/** A pulse, what it asks for in consequence, and a busy machine. */
const NEWS = { timeout: 30_000 };

/** @param {Page} page @param {string} field @param {number} id */
const fieldOf = (page, field, id) =>
  page
    .getByRole('article', { name: `Ticket #${id}` })
    .getByRole('button', { name: new RegExp(`^${field} of #${id}: `) });

/** @param {Page} page */
async function isAccessible(page) {
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    await wear(page, theme);
    expect(await violationsOf(page), theme).toEqual([]);
  }
}

test('a team gets the tickets of a category, and those of who goes away', async ({ browser }) => {
  test.setTimeout(240_000);
  const [mia, otto, root] = await Promise.all(
    [1, 2, 3].map(async () => (await browser.newContext()).newPage()),
  );
  const word = rareWord();
  const names = { team: `Care ${word}`, mia: `Mia ${word}`, otto: `Otto ${word}` };
  await join(mia, names.mia);
  await join(otto, names.otto);
  await choosePassword(root, inviteAdmin().address);

  // The admin makes the team.
  await choose(root, 'Settings…');
  const settings = root.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('button', { name: 'New team' }).click();
  await root.keyboard.type(names.team);
  await settings.getByRole('radio', { name: 'To who has the fewest open' }).check();
  await settings.getByRole('checkbox', { name: 'Account' }).check();
  await settings.getByRole('button', { name: 'Add a member' }).click();
  for (const name of [names.mia, names.otto]) {
    await root.keyboard.type(name);
    await expect(settings.getByRole('option')).toHaveCount(1);
    await root.keyboard.press('Enter');
    await expect(settings.getByLabel(`Most open tickets for ${name}`)).toBeVisible();
  }
  await settings.getByRole('button', { name: 'Save' }).click();
  await expect(settings.getByRole('listitem').filter({ hasText: names.team })).toContainText(
    '2 members',
  );

  // A ticket of the category goes to it, and to one of its members; the next one is the other.
  const { id } = await makeTicket(mia, { category: 'account' });
  await mia.goto(`/?tab=tickets&ticket=${id}`);
  await expect(fieldOf(mia, 'Team', id)).toContainText(names.team);
  const first = (await fieldOf(mia, 'Assignee', id).textContent())?.includes(names.mia);
  const second = first ? names.otto : names.mia;
  await fieldOf(mia, 'Assignee', id).click();
  await mia.getByRole('option', { name: `Next in ${names.team}` }).click();
  await expect(fieldOf(mia, 'Assignee', id)).toContainText(second);

  // Mia goes away: her tickets go to Otto, and come back by Undo.
  const { id: mine } = await makeTicket(mia);
  const { id: me } = await (await mia.request.get('/api/account/')).json();
  const [team] = (await (await mia.request.get('/api/teams/')).json()).filter(
    (/** @type {any} */ one) => one.name === names.team,
  );
  await send(mia, 'patch', `/api/tickets/${id}/`, { assignee: me });
  await send(mia, 'patch', `/api/tickets/${mine}/`, { assignee: me, team: team.id });
  await mia.goto(`/?tab=tickets&ticket=${mine}`);
  await expect(fieldOf(mia, 'Assignee', mine)).toContainText(names.mia);
  await choose(mia, 'Away…');
  const away = mia.getByRole('dialog', { name: 'Away' });
  await away.getByRole('radio', { name: 'Give them to my teams' }).check();
  await isAccessible(mia);
  await away.getByRole('button', { name: 'I’m away' }).click();
  await expect(mia.getByText(/^You are away until .*2 tickets went to others\.$/)).toBeVisible();
  await expect(fieldOf(mia, 'Assignee', mine)).toContainText(names.otto);

  // Otto sees that she is away, and finds her last.
  await otto.goto(`/?tab=tickets&ticket=${mine}`);
  await fieldOf(otto, 'Assignee', mine).click();
  await otto.getByRole('combobox', { name: 'Find an agent' }).fill(word);
  const options = otto.getByRole('option');
  await expect(options).toHaveCount(2);
  await expect(options.last()).toContainText(`${names.mia}away until`);
  await isAccessible(otto);
  await otto.keyboard.press('Escape');

  await mia.getByRole('button', { name: 'Undo' }).click();
  await expect(mia.getByText('The tickets are yours again.', { exact: true })).toBeVisible();
  await expect(fieldOf(mia, 'Assignee', mine)).toContainText(names.mia);
  await expect(fieldOf(otto, 'Assignee', mine)).toContainText(names.mia, NEWS);

  await choose(mia, 'Away…');
  await isAccessible(mia);
  await away.getByRole('button', { name: 'I’m back' }).click();
  await expect(
    mia.getByText('Welcome back. Tickets are assigned to you again.', { exact: true }),
  ).toBeVisible();
  await send(root, 'delete', `/api/teams/${team.id}/`);
});
