import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { expect, test } from '@playwright/test';

import {
  complaintsOf,
  cutOff,
  loneSpecimens,
  moving,
  openGallery,
  showAlone,
  smallTargets,
  violationsOf,
  wear,
} from './support/gallery.js';
import { picture } from './support/pictures.js';

/** @typedef {import('@playwright/test').Page} Page */

const THEMES = /** @type {const} */ (['light', 'dark']);
const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const NARROWEST = { width: 320, height: 640 };
/** What is left of a small laptop's window at 200 %. */
const ZOOMED = { width: 640, height: 400 };
const SIZES = { '1440 px': DESKTOP, '390 px': PHONE };

// Of a page that is this long, the windows of the others would show nothing.
const WHOLE = { fullPage: true, style: 'figure:has(iframe) { display: none }' };

/** @type {string[]} */
let complaints = [];

test.beforeEach(({ page }) => {
  complaints = complaintsOf(page);
});

test.afterEach(() => {
  expect(complaints, 'what the browser complains of').toEqual([]);
});

/** Charts are drawn anew a moment after their room has changed. @param {Page} page @param {typeof PHONE} viewport */
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
    expect.soft(await moving(page), 'with less motion').toEqual([]);
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      // The rows of a list measure themselves anew.
      await page.waitForTimeout(300);
      expect.soft(await violationsOf(page), size).toEqual([]);
      expect.soft(await smallTargets(page), size).toEqual([]);
      expect.soft(await cutOff(page), size).toEqual([]);
    }
    await picture(page, `components, ${theme}`, WHOLE);
  });
}

test('nothing is cut off at 320 px, at 200 %, in more contrast, in forced colours', async ({
  page,
}) => {
  await page.setViewportSize(NARROWEST);
  await openGallery(page, 'dark');
  expect.soft(await cutOff(page), '320 px').toEqual([]);
  await page.setViewportSize(ZOOMED);
  expect.soft(await cutOff(page), '200 %').toEqual([]);
  await page.setViewportSize(PHONE);
  await page.emulateMedia({ contrast: 'more' });
  expect.soft(await cutOff(page), 'more contrast').toEqual([]);
  await page.emulateMedia({ contrast: null, forcedColors: 'active' });
  expect.soft(await cutOff(page), 'forced colours').toEqual([]);
  await picture(page, 'components, forced colours', WHOLE);
});

test('nothing is cut off from right to left', async ({ page }) => {
  await page.setViewportSize(PHONE);
  await openGallery(page, 'light', 'rtl');
  expect.soft(await cutOff(page)).toEqual([]);
  await picture(page, 'components, right to left', WHOLE);
  for (const { name } of (await loneSpecimens(page)).filter((one) => /menu|open/i.test(one.name))) {
    await showAlone(page, name, 'light', 'rtl');
    expect.soft(await cutOff(page), name).toEqual([]);
  }
});

// Each is brought into its state once, and then looked at in every way.
test('what fills a page or lies over one is accessible and never cut off', async ({ page }) => {
  await openGallery(page, 'light');
  for (const { name, isPage } of await loneSpecimens(page)) {
    await page.setViewportSize(DESKTOP);
    await showAlone(page, name, 'light');
    const problems = [...(await violationsOf(page)), ...(await moving(page))];
    await picture(page, `${name}, 1440 px`);

    await page.setViewportSize(PHONE);
    await wear(page, 'dark');
    // A menu or a dialog is the same on a phone, but for its colours and its bounds.
    problems.push(...(await violationsOf(page, isPage ? undefined : ['color-contrast'])));
    problems.push(...(await smallTargets(page)), ...(await cutOff(page)));
    await picture(page, `${name}, 390 px`);
    for (const viewport of [NARROWEST, ZOOMED]) {
      await resize(page, viewport);
      const cut = await cutOff(page);
      problems.push(...cut.map((text) => `${viewport.width} px: ${text}`));
    }
    expect.soft(problems, name).toEqual([]);
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
    .filter((file) => /data-specimen|gallery/i.test(readFileSync(file, 'latin1')));
  expect(mentions).toEqual([]);
});
