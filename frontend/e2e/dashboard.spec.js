import { expect, test } from '@playwright/test';

import { violationsOf, wear } from './support/accessibility.js';
import { figure, figureCard, listTotal } from './support/product.js';

/**
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {import('@playwright/test').Locator} Locator
 */

const PERIODS = { '7d': '7 days', '30d': '30 days', '90d': '90 days', all: 'All time' };
const DAYS = { '7d': 7, '30d': 30, '90d': 90 };
const CHARTS = [
  'Created and resolved',
  'Tickets by priority',
  'Tickets by category',
  'Tickets by status',
];
const BREAKDOWNS = CHARTS.slice(1);

/** @param {Page} page @param {string} [period] */
async function open(page, period = '30d') {
  await page.goto(`/?tab=dashboard&period=${period}`);
  await expect(page.locator('.recharts-surface')).toBeVisible();
}

/** @param {Page} page @param {string} name */
const chart = (page, name) => page.getByRole('figure', { name });

/**
 * Follow a link to the list and come back; return the list's total.
 * @param {Page} page
 * @param {Locator} link
 */
async function totalBehind(page, link) {
  await link.click();
  await expect(page).toHaveURL(/tab=tickets/);
  const total = await listTotal(page);
  await page.goBack();
  await expect(page.locator('.recharts-surface')).toBeVisible();
  return total;
}

/**
 * Return the numbers of a table, row by row, without its header.
 * @param {Page} page
 * @param {string} name
 */
async function tableOf(page, name) {
  await chart(page, name)
    .getByRole('button', { name: `Show as table: ${name}` })
    .click();
  const rows = chart(page, name).getByRole('table', { name }).locator('tbody tr');
  return rows.evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')),
  );
}

for (const period of /** @type {const} */ (['7d', '30d', '90d', 'all'])) {
  test(`each figure and bar is the total of the list that it opens, ${PERIODS[period]}`, async ({
    page,
  }) => {
    // A click waits for what moves to be still.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open(page, period);
    /** @param {string} name */
    const link = (name) => figureCard(page, name);
    const created = await figure(page, 'Created');
    const perDay = await figure(page, 'Per day');
    const rate = await figure(page, 'Resolution rate');

    expect(created).toBeGreaterThan(0);
    expect(await totalBehind(page, link('Created'))).toBe(created);
    expect(await totalBehind(page, link('Open now'))).toBe(await figure(page, 'Open now'));
    expect(await totalBehind(page, link('Per day'))).toBe(created);
    const resolved = await totalBehind(page, link('Resolution rate'));
    expect(Math.round((100 * resolved) / created)).toBe(rate);
    if (period !== 'all') expect(Math.abs(perDay - created / DAYS[period])).toBeLessThan(0.051);
    await expect(page.locator('.legend')).toHaveText(`Created ${created}Resolved ${resolved}`);

    for (const name of BREAKDOWNS) {
      const bars = chart(page, name).getByRole('link');
      await expect(bars).toHaveCount(4);
      let sum = 0;
      for (let index = 0; index < 4; index += 1) {
        const count = Number(await bars.nth(index).locator('.bar-count').innerText());
        expect(await totalBehind(page, bars.nth(index)), `${name} ${index}`).toBe(count);
        sum += count;
      }
      expect(sum, name).toBe(created);
    }
  });
}

test('bars have their order: by urgency, by size, and from open to closed', async ({ page }) => {
  await open(page);
  /** @param {string} name */
  const names = (name) => chart(page, name).locator('.bar-name').allInnerTexts();
  expect(await names('Tickets by priority')).toEqual(['Critical', 'High', 'Medium', 'Low']);
  expect(await names('Tickets by status')).toEqual(['Open', 'In progress', 'Resolved', 'Closed']);
  const sizes = (
    await chart(page, 'Tickets by category').locator('.bar-count').allInnerTexts()
  ).map(Number);
  expect(sizes).toEqual([...sizes].sort((one, other) => other - one));
});

test('each chart has a table with the same numbers', async ({ page }) => {
  await open(page);
  const created = await figure(page, 'Created');
  for (const name of BREAKDOWNS) {
    const bars = await chart(page, name)
      .getByRole('link')
      .evaluateAll((links) =>
        links.map((link) => [
          link.querySelector('.bar-name')?.textContent,
          link.querySelector('.bar-count')?.textContent,
        ]),
      );
    const rows = await tableOf(page, name);
    expect(rows.map(([value, count]) => [value, count])).toEqual(bars);
    const button = page.getByRole('button', { name: `Show as table: ${name}` });
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    await button.click();
    await expect(button).toHaveAttribute('aria-pressed', 'false');
    await expect(chart(page, name).getByRole('table')).toHaveCount(0);
  }

  const days = await tableOf(page, 'Created and resolved');
  expect(days).toHaveLength(30);
  expect(days.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(created);
  const legend = await page.locator('.legend-item', { hasText: 'Resolved' }).innerText();
  const resolved = days.reduce((sum, [, , count]) => sum + Number(count), 0);
  expect(resolved).toBe(Number(legend.replace(/\D/g, '')));
});

test('arrow keys go from day to day, and each says both of its numbers', async ({ page }) => {
  await open(page, '7d');
  const days = await tableOf(page, 'Created and resolved');
  await page.getByRole('button', { name: 'Show as table: Created and resolved' }).click();
  const drawing = page.locator('.recharts-surface');
  await expect(drawing).toHaveAccessibleName(/^Created \d+ and resolved \d+ in 7 days\./);
  await drawing.focus();
  for (const [day, created, resolved] of days.reverse().slice(1)) {
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('.chart-tip')).toHaveText(
      `${day} ${created} created, ${resolved} resolved`,
    );
  }
});

test('the period is in the address: reload keeps it and Back undoes it', async ({ page }) => {
  await page.goto('/?tab=dashboard');
  const radio = (/** @type {string} */ name) => page.getByRole('radio', { name, exact: true });
  await expect(radio('30 days')).toBeChecked();
  await radio('7 days').check();
  await expect(page).toHaveURL(/period=7d/);
  await expect(page.getByText('Created in the last 7 days', { exact: true }).first()).toBeVisible();
  await radio('7 days').press('ArrowRight');
  await radio('30 days').press('ArrowRight');
  await expect(radio('90 days')).toBeChecked();
  await expect(radio('90 days')).toBeFocused();
  await expect(page).toHaveURL(/period=90d/);
  await page.reload();
  await expect(radio('90 days')).toBeChecked();
  await expect(
    page.getByText('Created in the last 90 days', { exact: true }).first(),
  ).toBeVisible();
  await page.goBack();
  await page.goBack();
  await expect(radio('7 days')).toBeChecked();
  await expect(page.getByText('Created in the last 7 days', { exact: true }).first()).toBeVisible();
});

test('what a figure means shows on hover and on focus, and Esc hides it', async ({ page }) => {
  await open(page);
  const rate = figureCard(page, 'Resolution rate');
  await expect(rate).toHaveAccessibleDescription(/divided by those created in them/);
  await rate.hover();
  await expect(page.getByRole('tooltip')).toContainText('percentage points');
  await page.mouse.move(0, 0, { steps: 5 });
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await page.getByRole('radio', { name: '30 days' }).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('tooltip')).toContainText('today included');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tooltip')).toHaveCount(0);
});

for (const width of [1440, 390]) {
  test(`charts and tables are accessible, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await open(page, 'all');
    /** @param {string} what */
    async function check(what) {
      for (const theme of /** @type {const} */ (['light', 'dark'])) {
        await wear(page, theme);
        expect.soft(await violationsOf(page), `${what}, ${theme}`).toEqual([]);
      }
    }
    await check('charts');
    for (const name of CHARTS) await tableOf(page, name);
    await check('tables');
  });
}
