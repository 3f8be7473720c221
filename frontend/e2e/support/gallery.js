import { axePath } from './accessibility.js';

/** @typedef {import('@playwright/test').Page} Page */

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const COMING = 60_000;

export const THEMES = /** @type {const} */ (['light', 'dark']);

/**
 * Fails the test that has let the browser complain.
 * @param {Page} page
 * @returns {string[]} what it has said
 */
export function complaintsOf(page) {
  /** @type {string[]} */
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const isComplaint = ['error', 'warning'].includes(message.type());
    // What was fetched ahead and that motion is reduced says nothing about the components.
    const isHint = /preload|Reduced Motion/.test(message.text());
    if (isComplaint && !isHint) complaints.push(message.text());
  });
  return complaints;
}

/**
 * @param {Page} page
 * @param {string} theme
 * @param {'ltr' | 'rtl'} [dir]
 */
export async function openGallery(page, theme, dir = 'ltr') {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.addInitScript({ path: axePath });
  await load(page, `/?gallery&theme=${theme}&dir=${dir}`);
}

/** @param {Page} page @param {string} address */
async function load(page, address) {
  await page.goto(address);
  await page.locator('html[data-ready]').waitFor({ state: 'attached', timeout: COMING });
}

/**
 * The specimens that have a page of their own, and whether they fill it.
 * @param {Page} page in the gallery
 * @returns {Promise<{ name: string, isPage: boolean }[]>}
 */
export async function loneSpecimens(page) {
  return page.locator('iframe[data-specimen]').evaluateAll((frames) =>
    frames.map((frame) => {
      const { specimen, alone } = /** @type {HTMLIFrameElement} */ (frame).dataset;
      return { name: String(specimen), isPage: alone === 'page' };
    }),
  );
}

/**
 * Goes to a specimen, without the gallery around it, and without loading the page anew where it
 * is there.
 * @param {Page} page
 * @param {string} name
 * @param {string} theme
 * @param {'ltr' | 'rtl'} [dir]
 */
export async function showAlone(page, name, theme, dir = 'ltr') {
  const address = `/?gallery&only=${encodeURIComponent(name)}&theme=${theme}&dir=${dir}`;
  if (page.url() === 'about:blank') {
    await load(page, address);
    return;
  }
  await page.evaluate(
    async ({ next, patience }) => {
      const { documentElement } = document;
      documentElement.removeAttribute('data-ready');
      const ready = new Promise((done, fail) => {
        setTimeout(() => fail(new Error(`${next} is not ready.`)), patience);
        new MutationObserver((_changes, observer) => {
          if (!documentElement.dataset.ready) return;
          observer.disconnect();
          done(null);
        }).observe(documentElement, { attributeFilter: ['data-ready'] });
      });
      history.replaceState(null, '', next);
      dispatchEvent(new PopStateEvent('popstate'));
      await ready;
    },
    { next: address, patience: COMING },
  );
}

/**
 * Changes the theme of the specimen that is there, without bringing it into its state anew.
 * @param {Page} page
 * @param {string} theme
 */
export async function wear(page, theme) {
  await page.evaluate((next) => {
    document.documentElement.dataset.theme = next;
  }, theme);
}

/**
 * What axe finds. It stays in the page from one specimen to the next, for there are many of them.
 * @param {Page} page
 * @param {string[]} [rules] all that apply, unless some are named
 * @returns {Promise<string[]>}
 */
export async function violationsOf(page, rules) {
  const runOnly = rules ? { type: 'rule', values: rules } : { type: 'tag', values: TAGS };
  return page.evaluate(async (chosen) => {
    const axe = Reflect.get(window, 'axe');
    const { violations } = await axe.run(
      { exclude: ['iframe'] },
      { runOnly: chosen, resultTypes: ['violations'], iframes: false },
    );
    return violations.flatMap((/** @type {any} */ { id, nodes }) =>
      nodes.map((/** @type {any} */ { target, html }) => `${id}: ${target.join(' ')} ${html}`),
    );
  }, runOnly);
}

/**
 * What of the page reaches beyond it, and what of a text is cut off without an ellipsis.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function cutOff(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const found = scrollWidth > clientWidth ? [`page: ${scrollWidth} > ${clientWidth}`] : [];

    /**
     * Whether something between a text and the room that it has keeps the text in its bounds.
     * @param {Element | null} from
     * @param {Element} to
     */
    function isClipped(from, to) {
      for (let inner = from; inner && inner !== to; inner = inner.parentElement) {
        if (getComputedStyle(inner).overflowX !== 'visible') return true;
      }
      return false;
    }

    /**
     * Whether a text stands out of the room that it has.
     * @param {Element} within
     * @param {Element} [element]
     */
    function leaks(within, element = within) {
      const room = within.getBoundingClientRect();
      const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      while (texts.nextNode()) {
        range.selectNodeContents(texts.currentNode);
        const { left, right, width } = range.getBoundingClientRect();
        const isSeen = width > 1 && !isClipped(texts.currentNode.parentElement, element);
        if (isSeen && (left < room.left - 1 || right > room.right + 1)) return true;
      }
      return false;
    }

    /** @param {Element} element */
    function isCut(element) {
      const { display, position, overflowX, overflowY, textOverflow } = getComputedStyle(element);
      const isText = !(element instanceof SVGElement || element instanceof HTMLInputElement);
      // A pixel may be lost in rounding, and for who listens one is enough.
      const isWide = element.scrollWidth > element.clientWidth + 1;
      const isHigh = element.scrollHeight > element.clientHeight + 1;
      if (!isText || display === 'inline' || element.clientWidth <= 1) return false;
      if (element.closest('.visually-hidden')) return false;
      if ([overflowX, overflowY].some((flow) => ['auto', 'scroll'].includes(flow))) return false;
      if (position === 'fixed') return leaks(document.documentElement, element);
      if (overflowX === 'visible') return isWide && leaks(element);
      return (isWide && textOverflow !== 'ellipsis') || isHigh;
    }

    /** @param {ParentNode} root @param {string} name */
    function search(root, name) {
      for (const element of root.querySelectorAll('*')) {
        const within = /** @type {HTMLElement} */ (element).dataset?.specimen ?? name;
        if (element.textContent?.trim() && isCut(element)) {
          found.push(`${within}: <${element.localName} class="${element.className}">`);
        }
        if (element.shadowRoot) search(element.shadowRoot, within);
      }
    }
    search(document, 'page');
    return found;
  });
}

/**
 * What can be pressed and is too small for it: less than 24 pixels wide or high, and neither part
 * of a sentence nor far enough from its neighbours.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function smallTargets(page) {
  return page.evaluate(() => {
    const LEAST = 24;
    const TARGETS = 'a[href], button, input, textarea, summary, [role^="menuitem"], [cmdk-item]';
    /** @type {string[]} */
    const found = [];

    /** What reacts: of a choice its label, of a row's link the whole row. @param {Element} element */
    function reactionOf(element) {
      const { content, position } = getComputedStyle(element, '::after');
      const isStretched = content !== 'none' && position === 'absolute';
      const isPositioned = getComputedStyle(element).position !== 'static';
      const parent = isStretched && !isPositioned ? element.closest('.row') : null;
      return parent ?? element.closest('label') ?? element;
    }

    /** @param {Element} element */
    function isSentence(element) {
      return (
        getComputedStyle(element).display === 'inline' &&
        [...(element.parentNode?.childNodes ?? [])].some(
          (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
        )
      );
    }

    /** @param {ParentNode} root @param {string} name */
    function search(root, name) {
      const boxes = [...root.querySelectorAll(TARGETS)].map((element) => ({
        element,
        box: reactionOf(element).getBoundingClientRect(),
      }));
      for (const { element, box } of boxes) {
        const isSeen = box.width > 1 && box.height > 1;
        const isLarge = Math.round(box.width) >= LEAST && Math.round(box.height) >= LEAST;
        if (!isSeen || isLarge || isSentence(element)) continue;
        const place = /** @type {HTMLElement | null} */ (element.closest('[data-specimen]'));
        found.push(
          `${place?.dataset.specimen ?? name}: ${Math.round(box.width)}×${Math.round(box.height)} ` +
            element.outerHTML.slice(0, 120),
        );
      }
      for (const host of root.querySelectorAll('[data-specimen]')) {
        if (host.shadowRoot) search(host.shadowRoot, String(host.getAttribute('data-specimen')));
      }
    }
    search(document, 'page');
    return found;
  });
}

/**
 * What moves.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function moving(page) {
  return page.evaluate(() => {
    const hosts = [...document.querySelectorAll('[data-specimen]')];
    const roots = [document, ...hosts.flatMap(({ shadowRoot }) => shadowRoot ?? [])];
    return roots
      .flatMap((root) => root.getAnimations())
      .map(({ effect }) =>
        effect instanceof KeyframeEffect ? String(effect.target?.outerHTML.slice(0, 120)) : '',
      );
  });
}
