import { expect, test } from '@playwright/test';

import { figure } from './support/product.js';

/** @param {import('@playwright/test').Page} page */
async function open(page) {
  await page.goto('/?tab=dashboard');
  await expect(page.locator('.recharts-surface')).toBeVisible();
}

test('the old figures stay, marked busy, while those of another period load', async ({ page }) => {
  await open(page);
  const created = await figure(page, 'Created');
  /** @type {() => void} */
  let letGo = () => {};
  const held = new Promise((resolve) => {
    letGo = () => resolve(undefined);
  });
  await page.route('**/stats/?period=all', async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole('radio', { name: 'All time' }).check();
  await expect(page.locator('.dashboard')).toHaveAttribute('aria-busy', 'true');
  await expect(page.locator('.dashboard-note')).toHaveText(/Loading the figures…/);
  expect(await figure(page, 'Created')).toBe(created);
  await expect(page.locator('.figure').first()).toHaveAttribute('href', /created_within=30/);
  letGo();
  await expect(page.locator('.dashboard')).toHaveAttribute('aria-busy', 'false');
  await expect(page.locator('.figure').first()).not.toHaveAttribute('href', /created_within/);
});

test('figures that cannot be had say so, and can be tried again', async ({ page }) => {
  await open(page);
  await page.route('**/stats/?period=7d', (route) => route.fulfill({ status: 500, body: '{}' }));
  await page.getByRole('radio', { name: '7 days' }).check();
  await expect(page.getByRole('alert')).toContainText('We couldn’t load the figures.');
  await expect(page.locator('.figure')).toHaveCount(0);
  await page.unroute('**/stats/?period=7d');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('.figure')).toHaveCount(4);
});

test('without a network, figures that are not here come when it is back', async ({
  page,
  context,
}) => {
  await open(page);
  await context.setOffline(true);
  await page.getByRole('radio', { name: '90 days' }).check();
  await expect(page.getByRole('heading', { name: 'The figures aren’t here yet' })).toBeVisible();
  await page.getByRole('radio', { name: '30 days' }).check();
  await expect(page.locator('.figure')).toHaveCount(4);
  await page.getByRole('radio', { name: '90 days' }).check();
  await context.setOffline(false);
  await expect(
    page.getByText('Created in the last 90 days', { exact: true }).first(),
  ).toBeVisible();
});

for (const width of [1440, 390]) {
  test(`nothing moves while the figures come, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.addInitScript(() => {
      const moved = { total: 0 };
      Object.assign(window, { moved });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) moved.total += Reflect.get(entry, 'value');
      }).observe({ type: 'layout-shift', buffered: true });
    });
    let letCome = () => {};
    const isSeen = new Promise((resolve) => {
      letCome = () => resolve(null);
    });
    await page.route('**/stats/*', async (route) => {
      await isSeen;
      await route.continue();
    });
    await page.goto('/?tab=dashboard');
    const boxes = (/** @type {string} */ selector) =>
      page.locator(selector).evaluateAll((all) =>
        all.map((element) => {
          const { x, y, width: across, height } = element.getBoundingClientRect();
          return [x, y, across, height].map(Math.round);
        }),
      );
    await expect(page.locator('.dashboard-skeleton')).toBeVisible();
    const expected = await boxes('.dashboard-skeleton .skeleton');
    letCome();
    await expect(page.locator('.recharts-surface')).toBeVisible();
    // The report comes below them, later.
    expect(await boxes('.figure, .charts > .chart-card')).toEqual(expected);
    await page.getByRole('radio', { name: 'All time' }).check();
    await expect(page.getByText('Created at any time', { exact: true }).first()).toBeVisible();
    expect(await page.evaluate(() => Reflect.get(window, 'moved').total)).toBeLessThan(0.02);
  });
}

test('on paper there are the tables in place of the charts', async ({ page }) => {
  await open(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.charts').getByRole('table')).toHaveCount(7);
  await expect(page.locator('.recharts-surface')).toBeHidden();
  await expect(page.getByRole('radiogroup', { name: 'Period' })).toBeHidden();
  await expect(
    page.getByText('Tickets created in the last 30 days (America/Los_Angeles)').first(),
  ).toBeVisible();
  await expect(page.locator('.dashboard-note')).toHaveText(/^30 days/);
});
