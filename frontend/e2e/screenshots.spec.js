import path from 'node:path';

import { expect, test } from '@playwright/test';

const FOLDER = path.resolve(import.meta.dirname, '../../docs/screenshots');

for (const theme of /** @type {const} */ (['light', 'dark'])) {
  test(`pictures for the documentation, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 1280, height: 800 });
    /** @param {string} name */
    const take = (name) => page.screenshot({ path: path.join(FOLDER, `${name}-${theme}.png`) });

    await page.goto('/?tab=tickets');
    await expect(page.locator('.row').first()).toBeVisible();
    await take('tickets');

    await page.goto('/?tab=dashboard');
    await expect(page.locator('.recharts-surface').first()).toBeVisible();
    await take('dashboard');

    await page.goto('/');
    await page.getByLabel('Title').fill('Charged twice for the March plan');
    await page
      .getByLabel('What happened?')
      .fill('We were charged twice in March. Please refund one of the two invoices.');
    await page.getByLabel('What happened?').blur();
    await expect(page.getByText('Suggested by AI').first()).toBeVisible();
    await page.getByRole('radio', { name: 'Medium' }).check();
    await take('submit');
  });
}
