import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** @typedef {import('@playwright/test').Page} Page */

export const axePath = createRequire(import.meta.url).resolve('axe-core');
const axeSource = readFileSync(axePath, 'utf8');

/**
 * Return axe's findings, once nothing moves or fades any more. axe is added to a page once: its makers'
 * package for Playwright is for pages with frames of other hosts, which ours have none of, and opens a
 * second page each time.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function violationsOf(page) {
  await settled(page);
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
 * Change the system's theme, which the open page follows.
 * @param {Page} page
 * @param {'light' | 'dark'} theme
 */
export async function wear(page, theme) {
  await page.emulateMedia({ colorScheme: theme });
  await page.locator(`html[data-theme="${theme}"]`).waitFor({ state: 'attached' });
  await settled(page);
}

/**
 * Wait for the end of movements and changes of colour.
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
