import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** @typedef {import('@playwright/test').Page} Page */

export const axePath = createRequire(import.meta.url).resolve('axe-core');
const axeSource = readFileSync(axePath, 'utf8');

/**
 * What axe finds. It comes into a page once, and is asked there: what its makers have for Playwright
 * is for pages with frames of other hosts, which none is here, and opens a second page each time.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function violationsOf(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const axe = Reflect.get(window, 'axe');
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes[0].html}`);
  });
}

/** @param {Page} page */
export function scrollsSideways(page) {
  return page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
}

/**
 * Changes the theme of the system, to which the page that is open changes over.
 * @param {Page} page
 * @param {'light' | 'dark'} theme
 */
export async function wear(page, theme) {
  await page.emulateMedia({ colorScheme: theme });
  await page.locator(`html[data-theme="${theme}"]`).waitFor({ state: 'attached' });
  await settled(page);
}

/**
 * Waits for what moves or changes its colour to come to its end.
 * @param {Page} page
 */
export async function settled(page) {
  await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    // What follows a change of the page begins in its next frame.
    await frame();
    await frame();
    const endless = (/** @type {Animation} */ { effect }) =>
      effect?.getComputedTiming().endTime === Infinity;
    const ending = document.getAnimations().filter((animation) => !endless(animation));
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}
