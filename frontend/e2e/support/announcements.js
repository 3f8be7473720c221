/** @typedef {import('@playwright/test').Page} Page */

/**
 * Record the texts that a screen reader would read out: every text that comes into a live region of
 * the page. Call it before the page is opened.
 * @param {Page} page
 */
export async function listen(page) {
  await page.addInitScript(() => {
    const LIVE = '[role="status"], [role="alert"], [aria-live]';
    /** @type {string[]} */
    const heard = [];
    Object.assign(window, { heard });
    /** @type {WeakMap<Element, string>} */
    const last = new WeakMap();

    /** @param {Node | null} node */
    function regionOf(node) {
      const element = node instanceof Element ? node : node?.parentElement;
      const region = element?.closest(LIVE);
      return region?.getAttribute('aria-live') === 'off' ? null : region;
    }

    /** @param {Element} region */
    function read(region) {
      const text = region.textContent?.replace(/\s+/g, ' ').trim() ?? '';
      if (text && text !== last.get(region)) heard.push(text);
      last.set(region, text);
    }

    new MutationObserver((mutations) => {
      /** @type {Set<Element>} */
      const regions = new Set();
      for (const { target, addedNodes } of mutations) {
        for (const node of [target, ...addedNodes]) {
          const region = regionOf(node);
          if (region?.isConnected) regions.add(region);
          if (node !== target && node instanceof Element) {
            node.querySelectorAll(LIVE).forEach((inner) => {
              if (regionOf(inner) === inner) regions.add(inner);
            });
          }
        }
      }
      regions.forEach(read);
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

/**
 * Return the announcements since the last call.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function takeHeard(page) {
  return page.evaluate(() => {
    const { heard } = /** @type {{ heard: string[] }} */ (/** @type {unknown} */ (window));
    return heard.splice(0);
  });
}
