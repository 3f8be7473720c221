import { expect, test } from '@playwright/test';

import { THEMES, openStory } from './support/gallery.js';

/** @typedef {import('@playwright/test').Page} Page */

const NARROWEST = { width: 320, height: 640 };
const LEAST_CONTRAST = 3;

// A running transition would be measured half-way.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** @param {Page} page @param {string} selector */
async function boxOf(page, selector) {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`There is no ${selector}.`);
  return { ...box, right: box.x + box.width, bottom: box.y + box.height };
}

/** Return the left edge of a text, without its padding. @param {Page} page @param {string} selector */
async function textStartOf(page, selector) {
  return page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return Math.round(range.getBoundingClientRect().left);
    });
}

test('what clears the selection is beside its number at 320 px', async ({ page }) => {
  await page.setViewportSize(NARROWEST);
  for (const state of ['one', 'some of thousands', 'all']) {
    await openStory(page, `BulkBar/${state}`, 'light');
    const number = await boxOf(page, '.bulk-count');
    const clear = await boxOf(page, '.bulk-count button');
    expect(clear.y, state).toBeGreaterThanOrEqual(number.y);
    expect(clear.bottom, state).toBeLessThanOrEqual(number.bottom);
  }
});

test('new tickets are told in the head of the list, which is as high without', async ({ page }) => {
  for (const width of [NARROWEST.width, 390, 820, 1440]) {
    await page.setViewportSize({ ...NARROWEST, width });
    await openStory(page, 'FilterBar/all open', 'light');
    const without = await boxOf(page, '.panel-head');
    await openStory(page, 'FilterBar/new tickets', 'light');
    const head = await boxOf(page, '.panel-head');
    const pill = await boxOf(page, '.arrivals-pill');
    expect(head.height, `${width} px`).toBe(without.height);
    expect(pill.bottom, `${width} px`).toBeLessThan(head.bottom);
    expect(pill.right, `${width} px`).toBeLessThan(head.right);
  }
});

test('bars begin where reading begins', async ({ page }) => {
  await openStory(page, 'StatsDashboard/ready', 'light');
  const leftToRight = await Promise.all(['.bar-name', '.bar-fill'].map((one) => boxOf(page, one)));
  const track = await boxOf(page, '.bar-track');
  expect(leftToRight[0].right).toBeLessThan(leftToRight[1].x);
  expect(leftToRight[1].x).toBe(track.x);

  await openStory(page, 'StatsDashboard/ready', 'light', 'rtl');
  const rightToLeft = await Promise.all(['.bar-name', '.bar-fill'].map((one) => boxOf(page, one)));
  const turned = await boxOf(page, '.bar-track');
  expect(rightToLeft[0].x).toBeGreaterThan(rightToLeft[1].right);
  expect(rightToLeft[1].right).toBe(turned.right);
});

test('an empty field reads as the page does', async ({ page }) => {
  await openStory(page, 'SearchField/empty', 'light', 'rtl');
  await expect(page.locator('input')).toHaveCSS('direction', 'rtl');
  await openStory(page, 'SearchField/text', 'light', 'rtl');
  await expect(page.locator('input')).toHaveCSS('direction', 'ltr');
});

test('an error takes the line that is kept free for a note', async ({ page }) => {
  await openStory(page, 'ChoiceGroup/nothing chosen', 'light');
  const free = await boxOf(page, '.choices');
  await openStory(page, 'ChoiceGroup/error', 'light');
  const taken = await boxOf(page, '.choices');
  expect(taken.height).toBe(free.height);
  expect((await boxOf(page, '.field-error')).bottom).toBe(taken.bottom);
});

test('the welcome begins on one line down to its last word', async ({ page }) => {
  await openStory(page, 'Hero/default', 'light');
  const icon = await boxOf(page, '.hero-dismiss svg');
  expect(Math.abs(icon.x - (await textStartOf(page, '.hero-lede')))).toBeLessThanOrEqual(1);
});

for (const theme of THEMES) {
  test(`the segment that is chosen stands out, ${theme}`, async ({ page }) => {
    await openStory(page, 'ThemeSwitch/default', theme);
    const contrast = await page.locator('.segments').evaluate((segments) => {
      const pencil = document.createElement('canvas').getContext('2d', {
        willReadFrequently: true,
      });
      /** @param {string} color */
      function lightness(color) {
        if (!pencil) return NaN;
        pencil.fillStyle = color;
        pencil.fillRect(0, 0, 1, 1);
        const [red, green, blue] = [...pencil.getImageData(0, 0, 1, 1).data].map((part) => {
          const share = part / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      }
      const chosen = /** @type {Element} */ (segments.querySelector('input:checked + span'));
      const line = /** @type {RegExpMatchArray} */ (
        /(\S+\([^)]*\)) 0px 0px 0px 1px$/.exec(getComputedStyle(chosen).boxShadow)
      )[1];
      const [dark, light] = [line, getComputedStyle(segments).backgroundColor]
        .map(lightness)
        .sort((one, other) => one - other);
      return (light + 0.05) / (dark + 0.05);
    });
    expect(contrast).toBeGreaterThanOrEqual(LEAST_CONTRAST);
  });

  test(`bars have the system's colours where those are forced, ${theme}`, async ({ page }) => {
    // The palette of the system is not the theme's.
    await page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' });
    await openStory(page, 'StatsDashboard/ready', theme);
    const text = await page.evaluate(() => getComputedStyle(document.body).color);
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await expect(page.locator('.bar-fill').first()).toHaveCSS('background-color', text);
    await expect(page.locator('.bar-track').first()).toHaveCSS('background-color', ground);
  });

  test(`the cards of the dashboard are as round before they are there, ${theme}`, async ({
    page,
  }) => {
    await openStory(page, 'StatsDashboard/loading', theme);
    const card = page.locator('.skeleton.glass').first();
    const before = await card.evaluate((element) => getComputedStyle(element).borderRadius);
    await openStory(page, 'StatsDashboard/ready', theme);
    await expect(page.locator('.figure').first()).toHaveCSS('border-radius', before);
  });
}
