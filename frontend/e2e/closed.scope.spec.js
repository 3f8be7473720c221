import { expect, test } from '@playwright/test';

import { scrollsSideways, violationsOf, wear } from './support/accessibility.js';
import { choosePassword, inviteAdmin, join } from './support/agents.js';
import { makeTicket, send } from './support/closedTickets.js';
import { rareWord, rowLink } from './support/product.js';

/** @typedef {import('@playwright/test').Page} Page */

/** A pulse, what it asks for in consequence, and a busy machine. */
const NEWS = { timeout: 30_000 };

/** @param {Page} page @param {number} id */
const detail = (page, id) => page.getByRole('article', { name: `Ticket #${id}` });

/** @param {Page} page @param {number} id */
const missing = (page, id) => page.getByRole('heading', { name: `There is no ticket #${id} here` });

/** @param {Page} page @param {string} field @param {number} id */
const fieldOf = (page, field, id) =>
  detail(page, id).getByRole('button', { name: new RegExp(`^${field} of #${id}: `) });

/** @param {Page} page */
const accountId = async (page) => (await (await page.request.get('/api/account/')).json()).id;

/**
 * Let a member of a closed team and an agent outside of it work, each in a browser of their own.
 * @param {import('@playwright/test').Browser} browser
 */
async function start(browser) {
  const [mia, otto, root] = await Promise.all(
    [1, 2, 3].map(async () => (await browser.newContext()).newPage()),
  );
  const word = rareWord();
  const names = { team: `Personnel ${word}`, mia: `Mia ${word}`, otto: `Otto ${word}` };
  await join(mia, names.mia);
  await join(otto, names.otto);
  await choosePassword(root, inviteAdmin().address);
  const members = [{ id: await accountId(mia) }];
  const team = await send(root, 'post', '/api/teams/', {
    name: names.team,
    is_closed: true,
    members,
  });
  return { mia, otto, names, team };
}

test('who is not in a closed team finds nothing of its tickets', async ({ browser }) => {
  test.setTimeout(180_000);
  const { mia, otto, team } = await start(browser);
  const { id, title } = await makeTicket(mia);
  const word = title.split(' ')[1];
  await send(mia, 'patch', `/api/tickets/${id}/`, { team: team.id });

  for (const [page, count] of /** @type {[Page, number][]} */ ([
    [mia, 1],
    [otto, 0],
  ])) {
    for (const search of [title, `%23${id}`]) {
      await page.goto(`/?tab=tickets&search=${search}`);
      await expect(page.locator('.list-scroll[aria-busy="false"]')).toBeVisible();
      await expect(rowLink(page, id)).toHaveCount(count);
    }
  }

  for (const [page, count] of /** @type {[Page, number][]} */ ([
    [mia, 1],
    [otto, 0],
  ])) {
    await page.goto('/?tab=dashboard');
    await page.getByRole('button', { name: 'Search or jump to' }).click();
    const answered = page.waitForResponse((one) => one.url().includes(`search=${word}`));
    await page.getByPlaceholder('Type a command or search tickets').fill(word);
    await answered;
    await expect(page.getByRole('option', { name: title })).toHaveCount(count);
  }

  // A link that somebody inside has copied.
  await otto.goto(`/?tab=tickets&ticket=${id}`);
  await expect(missing(otto, id)).toBeVisible();
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    await wear(otto, theme);
    expect(await violationsOf(otto)).toEqual([]);
  }

  // Other walks make tickets meanwhile.
  await expect(async () => {
    const [inside, outside] = await Promise.all(
      [mia, otto].map(async (page) =>
        (await page.request.get('/api/tickets/stats/?period=all')).json(),
      ),
    );
    expect(inside.total_tickets - outside.total_tickets).toBe(1);
  }).toPass();
});

test('a ticket is handed to a closed team, and out of sight', async ({ browser }) => {
  test.setTimeout(180_000);
  const { mia, otto, names } = await start(browser);
  const { id } = await makeTicket(otto);
  await otto.goto(`/?tab=tickets&ticket=${id}`);
  await fieldOf(otto, 'Team', id).click();
  await otto.getByRole('combobox', { name: 'Find a team' }).fill(names.team);
  const choice = otto.getByRole('option', { name: names.team });
  await expect(choice).toContainText('closed');
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    await wear(otto, theme);
    expect(await violationsOf(otto)).toEqual([]);
  }
  await choice.click();
  const told = `#${id} is now with ${names.team}, which is closed to others.`;
  await expect(otto.getByText(told, { exact: true })).toBeVisible();
  await expect(detail(otto, id)).toHaveCount(0);
  await expect(rowLink(otto, id)).toHaveCount(0);
  await otto.reload();
  await expect(otto.getByRole('list', { name: 'Tickets' })).toBeVisible();
  await expect(rowLink(otto, id)).toHaveCount(0);

  await mia.goto(`/?tab=tickets&ticket=${id}`);
  await expect(fieldOf(mia, 'Team', id)).toHaveAccessibleName(
    `Team of #${id}: ${names.team} (closed). Change`,
  );
  await expect(fieldOf(mia, 'Team', id)).toContainText('closed');
  await fieldOf(mia, 'Assignee', id).click();
  await mia.getByRole('combobox', { name: 'Find an agent' }).fill(names.otto);
  await mia.getByRole('option', { name: names.otto }).click();
  const refusal = `${names.otto} is not in this team, which is closed.`;
  const notices = mia.getByRole('region', { name: 'Notifications' });
  await expect(notices.getByText(refusal)).toBeVisible();
  await expect(fieldOf(mia, 'Assignee', id)).toContainText('Nobody');
});

test('several tickets are handed over at once', async ({ browser }) => {
  test.setTimeout(180_000);
  const { otto, names } = await start(browser);
  const tickets = [await makeTicket(otto), await makeTicket(otto)];
  await otto.goto('/?tab=tickets');
  for (const { id } of tickets) {
    await otto.getByRole('checkbox', { name: `Select ticket #${id}` }).click();
  }
  const bar = otto.getByRole('toolbar', { name: 'Selected tickets' });
  await bar.getByRole('button', { name: 'Team' }).click();
  await otto.getByRole('combobox', { name: 'Find a team' }).fill(names.team);
  await otto.getByRole('option', { name: names.team }).click();
  await expect(
    otto.getByText(`2 tickets are now with ${names.team}, which is closed to others.`, {
      exact: true,
    }),
  ).toBeVisible();
  for (const { id } of tickets) await expect(rowLink(otto, id)).toHaveCount(0);
  await expect(otto.getByText('2 selected')).toHaveCount(0);
});

test('who has a ticket open loses sight of it when a closed team gets it', async ({ browser }) => {
  test.setTimeout(180_000);
  const { mia, otto, team } = await start(browser);
  const { id } = await makeTicket(otto);
  await otto.goto(`/?tab=tickets&ticket=${id}`);
  await expect(fieldOf(otto, 'Team', id)).toBeVisible();
  await send(mia, 'patch', `/api/tickets/${id}/`, { team: team.id });
  await expect(missing(otto, id)).toBeVisible(NEWS);
});

test('it fits a phone', async ({ browser }) => {
  test.setTimeout(120_000);
  const { mia, team } = await start(browser);
  const { id } = await makeTicket(mia);
  await send(mia, 'patch', `/api/tickets/${id}/`, { team: team.id });
  await mia.setViewportSize({ width: 320, height: 640 });
  await mia.goto(`/?tab=tickets&ticket=${id}`);
  await expect(fieldOf(mia, 'Team', id)).toContainText('closed');
  expect(await scrollsSideways(mia)).toBe(false);
  await fieldOf(mia, 'Team', id).click();
  await expect(mia.getByRole('combobox', { name: 'Find a team' })).toBeVisible();
  expect(await scrollsSideways(mia)).toBe(false);
  expect(await violationsOf(mia)).toEqual([]);
});
