import { expect, test } from '@playwright/test';

import {
  fieldButton,
  focused,
  listTotal,
  makeTicket,
  rareWord,
  rowLink,
  rows,
  tab,
} from './support/product.js';

/**
 * Create tickets that only one search finds, the first one made last in the list.
 * @param {import('@playwright/test').Page} page
 * @param {number} count
 */
async function makeBatch(page, count) {
  const word = rareWord();
  const tickets = [];
  for (let number = 1; number <= count; number += 1) {
    tickets.push(await makeTicket(page, { title: `Batch ${word} no ${number}` }));
  }
  return { word, tickets: tickets.reverse() };
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {number} id
 */
async function stored(page, id) {
  return (await page.request.get(`/api/tickets/${id}/`)).json();
}

test('an agent clears a queue with the keyboard alone', async ({ page }) => {
  const { word, tickets } = await makeBatch(page, 4);
  const [first, second, third, fourth] = tickets;
  const { keyboard } = page;
  await page.goto(`/?tab=tickets&search=${word}`);
  await expect(rows(page)).toHaveCount(4);

  await keyboard.press('j');
  await expect(rowLink(page, first.id)).toBeFocused();
  await keyboard.press('j');
  await expect(rowLink(page, second.id)).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByRole('article', { name: `Ticket #${second.id}` })).toBeFocused();
  await expect(page).toHaveTitle(`Ticket #${second.id} · TicketFlow`);
  await keyboard.press('p');
  await expect(page.getByRole('menuitemradio', { name: 'Low' })).toBeFocused();
  await keyboard.press('1');
  await expect(page.getByText(`#${second.id}: priority is Critical now.`).first()).toBeVisible();
  await keyboard.press('e');
  await expect.poll(async () => (await stored(page, second.id)).status).toBe('resolved');
  await keyboard.press('z');
  await expect.poll(async () => (await stored(page, second.id)).status).toBe('open');
  expect((await stored(page, second.id)).priority).toBe('critical');
  await keyboard.press('z');
  await expect.poll(async () => (await stored(page, second.id)).priority).toBe('low');
  await keyboard.press('j');
  await expect(page.getByRole('article', { name: `Ticket #${third.id}` })).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByRole('article', { name: /^Ticket #/ })).toHaveCount(0);
  await expect(rowLink(page, third.id)).toBeFocused();

  await keyboard.press('x');
  await keyboard.press('Shift+J');
  await expect(page.getByRole('toolbar', { name: 'Selected tickets' })).toContainText('2 selected');
  await keyboard.press('c');
  await keyboard.press('t');
  await expect(page.getByRole('menuitemradio', { name: 'Technical' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(rowLink(page, fourth.id)).toBeFocused();
  await expect(page.getByText('2 tickets: category is Technical now.').first()).toBeVisible();
  for (const { id } of [third, fourth]) expect((await stored(page, id)).category).toBe('technical');
  await keyboard.press('z');
  await expect.poll(async () => (await stored(page, third.id)).category).toBe('general');
  expect((await stored(page, fourth.id)).category).toBe('general');
});

test('letters leave who types alone, and can be switched off', async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('Title').pressSequentially('jxe?/gdn');
  await expect(page.getByLabel('Title')).toHaveValue('jxe?/gdn');
  await expect(page).toHaveURL(/\/$/);

  await page.goto('/?tab=tickets');
  await expect(rows(page).first()).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.getByRole('switch', { name: 'Single-key shortcuts' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('x');
  await page.keyboard.press('?');
  await expect(page.getByRole('toolbar')).toHaveCount(0);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.reload();
  await expect(rows(page).first()).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Search or jump to' })).toBeVisible();
});

test('the command palette finds commands, views and tickets', async ({ page }) => {
  const ticket = await makeTicket(page);
  await page.goto('/?tab=dashboard');
  await page.getByRole('button', { name: 'Search or jump to' }).click();
  const field = page.getByPlaceholder('Type a command or search tickets');
  await field.fill(ticket.title.split(' ')[1]);
  await page.getByRole('option', { name: ticket.title }).click();
  await expect(page.getByRole('article', { name: `Ticket #${ticket.id}` })).toBeFocused();

  await page.keyboard.press('Control+k');
  await field.fill(`#${ticket.id}`);
  await expect(page.getByRole('option', { name: `Go to ticket #${ticket.id}` })).toBeVisible();
  await field.fill('critical');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/priority=critical/);
  await page.keyboard.press('Control+k');
  await field.fill('theme: dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(focused(page)).toHaveCount(1);
});

test('a range is picked with Shift, and all that match at once', async ({ page }) => {
  const { word, tickets } = await makeBatch(page, 4);
  await page.goto(`/?tab=tickets&search=${word}`);
  await page.getByRole('checkbox', { name: `Select ticket #${tickets[0].id}` }).click();
  await page
    .getByRole('checkbox', { name: `Select ticket #${tickets[2].id}` })
    .click({ modifiers: ['Shift'] });
  const bar = page.getByRole('toolbar', { name: 'Selected tickets' });
  await expect(bar).toContainText('3 selected');
  await bar.getByRole('button', { name: 'Select all 4 that match' }).click();
  await expect(bar).toContainText('All 4 that match');
  await bar.getByRole('button', { name: 'Resolve' }).click();
  await expect(page.getByText('4 tickets are Resolved now.').first()).toBeVisible();
  for (const { id } of tickets) expect((await stored(page, id)).status).toBe('resolved');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await stored(page, tickets[3].id)).status).toBe('open');
  await expect(focused(page)).toHaveCount(1);
});

test('a bulk change that the server refuses is taken back', async ({ page }) => {
  const { word, tickets } = await makeBatch(page, 2);
  await page.goto(`/?tab=tickets&search=${word}`);
  await page.route('**/api/tickets/bulk/', (route) => route.fulfill({ status: 503, body: '{}' }));
  for (const { id } of tickets) {
    await page.getByRole('checkbox', { name: `Select ticket #${id}` }).click();
  }
  await page.getByRole('toolbar').getByRole('button', { name: 'Resolve' }).click();
  await expect(page.getByText(/We couldn’t change 2 tickets/).first()).toBeVisible();
  await expect(fieldButton(page, 'Status', tickets[0].id)).toHaveAccessibleName(/Open/);
});

test('views count live, and a set of filters is kept on the device', async ({ page }) => {
  await page.goto('/');
  await tab(page, 'Tickets').click();
  const rail = page.getByRole('navigation', { name: 'Views' });
  await expect(rail.getByRole('link', { name: /All open/ })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await expect(page.getByRole('heading', { name: 'All open' })).toBeVisible();
  const critical = rail.getByRole('link', { name: /^Critical/ });
  await critical.click();
  await expect(page).toHaveURL(/priority=critical/);
  const shown = await listTotal(page);
  await expect(critical).toContainText(String(shown));
  const ticket = await makeTicket(page, { priority: 'critical' });
  await page.reload();
  await expect(critical).toContainText(String(shown + 1));
  await fieldButton(page, 'Status', ticket.id).click();
  await page.getByRole('menuitemradio', { name: 'Closed' }).click();
  await expect(critical).toContainText(String(shown));

  await page.goto('/?tab=tickets&category=billing&priority=high');
  await rail.getByRole('button', { name: 'Save this view…' }).click();
  await page.getByRole('button', { name: 'Save view' }).click();
  await expect(page.getByText('Give the view a name.')).toBeVisible();
  await page.getByLabel('Name').fill('Urgent invoices');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Urgent invoices' })).toBeVisible();
  await rail.getByRole('link', { name: /All tickets/ }).click();
  await page.reload();
  await rail.getByRole('link', { name: /Urgent invoices/ }).click();
  await expect(page).toHaveURL(/priority=high.*category=billing|category=billing.*priority=high/);
  await rail.getByRole('button', { name: 'Remove view: Urgent invoices' }).click();
  await expect(rail.getByRole('link', { name: /Urgent invoices/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rail.getByRole('link', { name: /Urgent invoices/ })).toBeVisible();
});

test('groups come in the order of their meaning, and rows stay where they are', async ({
  page,
}) => {
  const word = rareWord();
  for (const priority of ['low', 'critical', 'high']) {
    await makeTicket(page, { title: `Group ${word} ${priority}`, priority });
  }
  await page.goto(`/?tab=tickets&search=${word}`);
  await page.getByRole('button', { name: 'Display' }).click();
  await page.getByRole('menuitemradio', { name: 'Priority' }).click();
  const heads = page.locator('.group-header');
  await expect(heads).toHaveText([/Critical/, /High/, /Low/]);
  await expect(page).toHaveURL(/group=priority/);

  await page
    .getByRole('button', { name: /^Priority of #\d+: Low/ })
    .first()
    .click();
  await page.getByRole('menuitemradio', { name: 'Critical' }).click();
  await expect(page.getByRole('button', { name: /: Critical. Change/ })).toHaveCount(2);
  await expect(heads).toHaveText([/Critical/, /High/, /Low/]);
  // The server has heard of it.
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await page.reload();
  await expect(heads).toHaveText([/Critical/, /High/]);
});

test('new tickets are announced and never move the list', async ({ page }) => {
  const { word } = await makeBatch(page, 2);
  await page.clock.install();
  await page.goto(`/?tab=tickets&search=${word}`);
  await expect(rows(page)).toHaveCount(2);
  /** @type {number[]} */
  const answers = [];
  page.on('response', (response) => {
    const tag = response.request().headers()['if-none-match'];
    if (tag && new URL(response.url()).pathname === '/api/tickets/')
      answers.push(response.status());
  });
  await page.clock.fastForward(31_000);
  await expect.poll(() => answers).toEqual([304]);

  for (let number = 0; number < 3; number += 1) await makeTicket(page, { title: `New ${word}` });
  await page.clock.fastForward(31_000);
  const pill = page.getByRole('button', { name: /3 new tickets/ });
  await expect(pill).toBeVisible();
  expect(answers).toEqual([304, 200]);
  await expect(rows(page)).toHaveCount(2);
  await page.keyboard.press('.');
  await expect(rows(page)).toHaveCount(5);
  await expect(pill).toHaveCount(0);

  await makeTicket(page, { title: `Newest ${word}` });
  await page.clock.fastForward(31_000);
  await page.getByRole('button', { name: /1 new ticket/ }).press('Enter');
  await expect(rows(page)).toHaveCount(6);
  await expect(page.locator('#tickets-heading')).toBeFocused();
});

test('the divider is moved by key, and stays there', async ({ page }) => {
  const ticket = await makeTicket(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`/?tab=tickets&ticket=${ticket.id}`);
  const list = page.locator('.list-panel');
  const width = async () => Math.round((await list.boundingBox())?.width ?? 0);
  await expect(page.getByRole('article', { name: /^Ticket #/ })).toBeVisible();
  const before = await width();
  const divider = page.getByRole('separator', { name: 'Width of the list' });
  await divider.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect.poll(width).toBeGreaterThan(before);
  const after = await width();
  await page.waitForTimeout(200);
  await page.reload();
  await expect.poll(width).toBe(after);
});
