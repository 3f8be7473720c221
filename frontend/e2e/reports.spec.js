import { readFileSync } from 'node:fs';

import { expect, test } from '@playwright/test';

import { scrollsSideways, violationsOf, wear } from './support/accessibility.js';
import { listTotal, rareWord } from './support/product.js';

/**
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {import('@playwright/test').APIRequestContext} APIRequestContext
 */

// No other test looks at this period for long: reports may be a minute old.
const PERIOD = '90d';
const DAYS = 90;
const HELD = 60_000;
const TAKEN = 3;

/** @param {APIRequestContext} request */
async function readRows(request) {
  const { agents } = await (await request.get(`/api/reports/?days=${DAYS}`)).json();
  return agents.rows;
}

// Only one agent may sign in: three tickets are theirs, two of which are closed.
test.beforeAll(async ({ request }) => {
  test.setTimeout(3 * HELD);
  const [agent] = await (await request.get('/api/agents/')).json();
  for (let number = 0; number < TAKEN; number += 1) {
    const answer = await request.post('/api/tickets/', {
      data: {
        title: `Report ${rareWord()}`,
        description: 'It smokes.',
        category: 'general',
        priority: 'low',
        assignee: agent.id,
      },
    });
    expect(answer.status()).toBe(201);
    const { id } = await answer.json();
    if (number) {
      const change = await request.patch(`/api/tickets/${id}/`, { data: { status: 'closed' } });
      expect(change.status()).toBe(200);
    }
  }
  await expect
    .poll(async () => (await readRows(request))[0]?.resolved ?? 0, { timeout: 2 * HELD })
    .toBeGreaterThanOrEqual(TAKEN - 1);
});

/** @param {Page} page */
async function open(page) {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`/?tab=dashboard&period=${PERIOD}`);
  await expect(page.getByRole('table', { name: /^Agents and teams/ })).toBeVisible();
}

/** @param {string | null} text */
const toNumber = (text) => Number((text ?? '').replace(/\D/g, ''));

/** @param {Page} page */
const firstRow = (page) => page.locator('.reports-table tbody tr').first();

test('a figure opens the list of its tickets, which has as many', async ({ page }) => {
  await open(page);
  const cells = firstRow(page).getByRole('cell');
  const columns = await page.locator('.reports-table thead th').allTextContents();
  let followed = 0;
  for (let index = 0; index < columns.length - 1; index += 1) {
    const link = cells.nth(index).getByRole('link');
    // Times are not numbers of tickets.
    if (/Median|90 of/.test(columns[index + 1]) || !(await link.count())) continue;
    const count = toNumber(await link.textContent());
    await link.click();
    await expect(page).toHaveURL(/tab=tickets/);
    expect(await listTotal(page), columns[index + 1]).toBe(count);
    const chips = page.locator('.chips');
    await expect(chips).toContainText(/Taken|Last reply|Resolved|First reply|Waiting for/);
    await page.goBack();
    await expect(firstRow(page)).toBeVisible();
    followed += 1;
  }
  expect(followed).toBeGreaterThanOrEqual(2);
});

test('bars by age open their tickets', async ({ page, request }) => {
  await open(page);
  const bars = page.getByRole('figure', { name: 'Open tickets by age' }).getByRole('link');
  await expect(bars).toHaveCount(5);
  const query = (await bars.last().getAttribute('href')) ?? '';
  expect(query).toContain('older_than=30');
  const answer = await request.get(`/api/tickets/${query.replace('tab=tickets&', '')}&page_size=1`);
  expect(Number(answer.headers()['x-total-count'])).toBe(
    toNumber(await bars.last().locator('.bar-count').textContent()),
  );
  await bars.last().click();
  await expect(page.locator('.chips')).toContainText('Created before the last 30 days');
});

test('a table is downloaded with the figures that it shows', async ({ page }) => {
  await open(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download CSV: Agents' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(
    /^ticketflow-agents-\d{4}-\d{2}-\d{2}-\d{4}-\d{2}-\d{2}\.csv$/,
  );
  const text = readFileSync(await download.path(), 'utf8');
  expect(text.startsWith('\ufeffAgent,Taken,Answered,')).toBe(true);
  const shown = await page
    .locator('.reports-table tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')),
    );
  const lines = text.trimEnd().split('\r\n').slice(1);
  expect(lines).toHaveLength(shown.length);
  lines.forEach((line, index) => {
    const [, taken, answered, resolved, first, , , waiting] = line.split(',');
    expect([taken, answered, resolved, first, waiting]).toEqual(
      [1, 2, 3, 4, 7].map((column) => String(toNumber(shown[index][column]))),
    );
  });
});

test('tables of charts are downloaded, too', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Show as table: Created and resolved' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download CSV: Created and resolved' }).click(),
  ]);
  const lines = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(lines[0]).toBe('\ufeffDay,Created,Resolved');
  expect(lines).toHaveLength(DAYS + 1);
  for (const line of lines.slice(1)) expect(line).toMatch(/^\d{4}-\d{2}-\d{2},\d+,\d+$/);
});

test('the keyboard alone switches, sorts and opens', async ({ page }) => {
  await open(page);
  await page.getByRole('radio', { name: 'Agents' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('table', { name: 'Agents and teams: Teams' })).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  // The table, which scrolls by itself; then the names of its columns.
  await page.keyboard.press('Tab');
  await expect(page.getByRole('group', { name: 'Agents and teams: Agents' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('columnheader', { name: 'Taken' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await firstRow(page).getByRole('link').first().focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/assigned_within=90/);
});

test('both themes pass axe, and at 320 pixels only the table scrolls sideways', async ({
  page,
}) => {
  await open(page);
  await page.locator('.reports-definitions summary').click();
  for (const theme of /** @type {const} */ (['dark', 'light'])) {
    await wear(page, theme);
    expect(await violationsOf(page)).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 800 });
  await expect(firstRow(page)).toBeVisible();
  expect(await scrollsSideways(page)).toBe(false);
  expect(
    await page.locator('.reports-scroll').evaluate((box) => box.scrollWidth > box.clientWidth),
  ).toBe(true);
});

test('offline it says so, and comes back by itself', async ({ page, context }) => {
  await open(page);
  await context.setOffline(true);
  await page.getByRole('radio', { name: '7 days' }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('You’re offline', { exact: false }).first()).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(/^The last 7 days/)).toBeVisible();
});
