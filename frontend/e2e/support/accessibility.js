import AxeBuilder from '@axe-core/playwright';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * What axe finds. No page here has a frame of another host, so that all of it can be asked in the
 * page itself: the other way opens a second page each time to put the parts together.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function violationsOf(page) {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
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
