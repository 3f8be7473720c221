import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { expect, test } from '@playwright/test';

import {
  THEMES,
  animatedElements,
  consoleErrorsOf,
  openGallery,
  openStory,
  overflowing,
  setTheme,
  smallTargets,
  storyPages,
  violationsOf,
} from './support/gallery.js';
import { picture } from './support/pictures.js';

/** @typedef {import('@playwright/test').Page} Page */

const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const NARROWEST = { width: 320, height: 640 };
/** The window of a small laptop at 200 %. */
const ZOOMED = { width: 640, height: 400 };
const SIZES = { '1440 px': DESKTOP, '390 px': PHONE };

const WHOLE = { fullPage: true };

/** @type {string[]} */
let messages = [];

test.beforeEach(({ page }) => {
  messages = consoleErrorsOf(page);
});

test.afterEach(() => {
  expect(messages, 'errors and warnings in the console').toEqual([]);
});

/** Resize the window, and wait for the charts to be drawn again. @param {Page} page @param {typeof PHONE} viewport */
async function resize(page, viewport) {
  await page.setViewportSize(viewport);
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
}

for (const theme of THEMES) {
  test(`the components are accessible and keep still, ${theme}`, async ({ page }) => {
    await openGallery(page, theme);
    await page.waitForTimeout(300);
    expect.soft(await animatedElements(page), 'with reduced motion').toEqual([]);
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      // The rows of a list measure themselves anew.
      await page.waitForTimeout(300);
      const violations = await violationsOf(page);
      // The index shows several of what a page of the product has once.
      expect
        .soft(
          violations.filter((one) => !one.startsWith('landmark-unique')),
          size,
        )
        .toEqual([]);
      expect.soft(await smallTargets(page), size).toEqual([]);
      expect.soft(await overflowing(page), size).toEqual([]);
    }
    await picture(page, `components, ${theme}`, WHOLE);
  });
}

test('nothing is cut off at 320 px, at 200 %, in more contrast, in forced colours', async ({
  page,
}) => {
  await page.setViewportSize(NARROWEST);
  await openGallery(page, 'dark');
  expect.soft(await overflowing(page), '320 px').toEqual([]);
  await page.setViewportSize(ZOOMED);
  expect.soft(await overflowing(page), '200 %').toEqual([]);
  await page.setViewportSize(PHONE);
  await page.emulateMedia({ contrast: 'more' });
  expect.soft(await overflowing(page), 'more contrast').toEqual([]);
  await page.emulateMedia({ contrast: null, forcedColors: 'active' });
  expect.soft(await overflowing(page), 'forced colours').toEqual([]);
  await picture(page, 'components, forced colours', WHOLE);
});

test('nothing is cut off from right to left', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await openGallery(page, 'light', 'rtl');
  expect.soft(await overflowing(page)).toEqual([]);
  await picture(page, 'components, right to left', WHOLE);
  for (const { id } of (await storyPages(page)).filter((one) => /menu|open/i.test(one.id))) {
    await openStory(page, id, 'light', 'rtl');
    expect.soft(await overflowing(page), id).toEqual([]);
  }
});

// Each is brought into its state once, and then looked at in every way.
test('what fills a page or lies over one is accessible and never cut off', async ({ page }) => {
  await openGallery(page, 'light');
  for (const { id, isPage } of await storyPages(page)) {
    await page.setViewportSize(DESKTOP);
    await openStory(page, id, 'light');
    const problems = [...(await violationsOf(page)), ...(await animatedElements(page))];
    await picture(page, `${id}, 1440 px`);

    await page.setViewportSize(PHONE);
    await setTheme(page, 'dark');
    // A menu or a dialog is the same on a phone, but for its colours and its bounds.
    problems.push(...(await violationsOf(page, isPage ? undefined : ['color-contrast'])));
    problems.push(...(await smallTargets(page)), ...(await overflowing(page)));
    await picture(page, `${id}, 390 px`);
    for (const viewport of [NARROWEST, ZOOMED]) {
      await resize(page, viewport);
      const cut = await overflowing(page);
      problems.push(...cut.map((text) => `${viewport.width} px: ${text}`));
    }
    expect.soft(problems, id).toEqual([]);
  }
});

test('none of it is in what is built', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ticketflow-build-'));
  const vite = path.resolve(import.meta.dirname, '../node_modules/vite/bin/vite.js');
  execFileSync(
    process.execPath,
    [vite, 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'],
    {
      cwd: path.resolve(import.meta.dirname, '..'),
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(files.length).toBeGreaterThan(5);
  const mentions = files
    .map(({ parentPath, name }) => path.join(parentPath, name))
    .filter((file) => /data-story|gallery/i.test(readFileSync(file, 'latin1')));
  expect(mentions).toEqual([]);
});
