import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { expect, test } from '@playwright/test';
import sharp from 'sharp';

import { rows } from './support/product.js';

const FOLDER = path.resolve(import.meta.dirname, '../../docs/screenshots');
const QUALITY = 80;
const SIZES = { 1440: 900, 820: 1180, 390: 844 };
const THEMES = /** @type {const} */ (['light', 'dark']);

/** @typedef {import('@playwright/test').Page} Page */

/** @type {Record<string, (page: Page) => Promise<void>>} */
const VIEWS = {
  async submit(page) {
    await page.goto('/');
    await page.getByLabel('Title').fill('Charged twice for the March plan');
    await page
      .getByLabel('What happened?')
      .fill('We were charged twice in March. Please refund one of the two invoices.');
    await page.getByLabel('What happened?').blur();
    await expect(page.getByText('Suggested by AI').first()).toBeVisible();
    await page.getByRole('radio', { name: 'Medium' }).check();
  },
  async tickets(page) {
    await page.goto('/?tab=tickets&status=open&status=in_progress&group=priority');
    await expect(rows(page).first()).toBeVisible();
  },
  async ticket(page) {
    await page.goto('/?tab=tickets&status=open&status=in_progress&group=priority');
    await rows(page).getByRole('link').nth(1).click();
    await expect(page.locator('.thread .message').nth(1)).toBeVisible();
    // From the first answer on.
    await page.locator('.detail-scroll').evaluate((scroller) => {
      const answer = /** @type {Element} */ (scroller.querySelectorAll('.thread .message')[1]);
      const above = answer.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
      scroller.scrollTop += above - 20;
    });
  },
  async dashboard(page) {
    await page.goto('/?tab=dashboard');
    await expect(page.locator('.recharts-surface').first()).toBeVisible();
  },
  async palette(page) {
    await page.goto('/?tab=tickets&status=open&status=in_progress');
    await expect(rows(page).first()).toBeVisible();
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Type a command or search tickets').fill('re');
    await expect(page.getByRole('option').first()).toBeVisible();
  },
};

for (const theme of THEMES) {
  for (const [width, height] of Object.entries(SIZES)) {
    for (const [name, show] of Object.entries(VIEWS)) {
      test(`${name}, ${width} px, ${theme}`, async ({ page }) => {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width: Number(width), height });
        // The pages of the pictures before would be shown as others who are there.
        await page.route('**/api/pulse/**', (route) => route.abort());
        await show(page);
        await expect(page.locator('.demo-mark')).toBeVisible();
        await page.evaluate(() => document.fonts.ready.then(() => undefined));
        await page.mouse.move(0, 0);
        await mkdir(FOLDER, { recursive: true });
        await sharp(await page.screenshot({ caret: 'hide' }))
          .webp({ quality: QUALITY, effort: 6 })
          .toFile(path.join(FOLDER, `${name}-${width}-${theme}.webp`));
      });
    }
  }
}
