import { axePath } from './accessibility.js';

/** @typedef {import('@playwright/test').Page} Page */

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const READY_TIMEOUT = 60_000;

export const THEMES = /** @type {const} */ (['light', 'dark']);

/**
 * Collect the errors and warnings that the browser reports.
 * @param {Page} page
 * @returns {string[]} filled as they come
 */
export function consoleErrorsOf(page) {
  /** @type {string[]} */
  const messages = [];
  page.on('pageerror', (error) => messages.push(error.message));
  page.on('console', (message) => {
    const isProblem = ['error', 'warning'].includes(message.type());
    // Hints on preloading and on reduced motion are not about the components.
    const isHint = /preload|Reduced Motion/.test(message.text());
    if (isProblem && !isHint) messages.push(message.text());
  });
  return messages;
}

/**
 * Open the index of all stories.
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
  await page.locator('html[data-ready]').waitFor({ state: 'attached', timeout: READY_TIMEOUT });
}

/**
 * Return the stories that have a page of their own, and whether they fill it.
 * @param {Page} page at the index
 * @returns {Promise<{ id: string, isPage: boolean }[]>}
 */
export async function storyPages(page) {
  return page.locator('a[data-layout]').evaluateAll((links) =>
    links.map((link) => {
      const { id, layout } = /** @type {HTMLAnchorElement} */ (link).dataset;
      return { id: String(id), isPage: layout === 'app' || layout === 'fullscreen' };
    }),
  );
}

/**
 * Open a story. A page of the gallery that is open already is not loaded again, which would take
 * far longer.
 * @param {Page} page
 * @param {string} id
 * @param {string} theme
 * @param {'ltr' | 'rtl'} [dir]
 */
export async function openStory(page, id, theme, dir = 'ltr') {
  const address = `/?gallery&story=${encodeURIComponent(id)}&theme=${theme}&dir=${dir}`;
  if (page.url() === 'about:blank') {
    await load(page, address);
    return;
  }
  await page.evaluate(
    async ({ next, timeout }) => {
      const { documentElement } = document;
      documentElement.removeAttribute('data-ready');
      const ready = new Promise((done, fail) => {
        setTimeout(() => fail(new Error(`${next} is not ready.`)), timeout);
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
    { next: address, timeout: READY_TIMEOUT },
  );
}

/**
 * Change the theme of the open story, which keeps its state.
 * @param {Page} page
 * @param {string} theme
 */
export async function setTheme(page, theme) {
  await page.evaluate((next) => {
    document.documentElement.dataset.theme = next;
  }, theme);
}

/**
 * Return the violations that axe finds.
 * @param {Page} page
 * @param {string[]} [rules] all that apply, unless some are named
 * @returns {Promise<string[]>}
 */
export async function violationsOf(page, rules) {
  const runOnly = rules ? { type: 'rule', values: rules } : { type: 'tag', values: TAGS };
  return page.evaluate(async (chosen) => {
    const axe = Reflect.get(window, 'axe');
    const options = { runOnly: chosen, resultTypes: ['violations'], iframes: false };
    const { violations } = await axe.run(options);
    return violations.flatMap((/** @type {any} */ { id, nodes }) =>
      nodes.map((/** @type {any} */ { target, html }) => `${id}: ${target.join(' ')} ${html}`),
    );
  }, runOnly);
}

/**
 * Return what overflows the page, and texts that are clipped without an ellipsis.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function overflowing(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const found = scrollWidth > clientWidth ? [`page: ${scrollWidth} > ${clientWidth}`] : [];

    /**
     * Return whether an ancestor clips a text within its container.
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
     * Return whether a text leaves its container.
     * @param {Element} within
     * @param {Element} [element]
     */
    function leaks(within, element = within) {
      const bounds = within.getBoundingClientRect();
      const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      while (texts.nextNode()) {
        range.selectNodeContents(texts.currentNode);
        const { left, right, width } = range.getBoundingClientRect();
        const isVisible = width > 1 && !isClipped(texts.currentNode.parentElement, element);
        if (isVisible && (left < bounds.left - 1 || right > bounds.right + 1)) return true;
      }
      return false;
    }

    /** Return whether a button unfolds what is cut. @param {Element} element */
    function isFolded({ id, parentElement }) {
      const controls = `[aria-expanded="false"][aria-controls="${CSS.escape(id)}"]`;
      return id !== '' && parentElement?.querySelector(controls) !== null;
    }

    /** @param {Element} element */
    function isCut(element) {
      const { display, position, overflowX, overflowY, textOverflow } = getComputedStyle(element);
      const isText = !(element instanceof SVGElement || element instanceof HTMLInputElement);
      // Rounding may lose a pixel; texts for screen readers are one pixel wide.
      const isWide = element.scrollWidth > element.clientWidth + 1;
      const isHigh = element.scrollHeight > element.clientHeight + 1;
      if (!isText || display === 'inline' || element.clientWidth <= 1) return false;
      if (element.closest('.visually-hidden') || isFolded(element)) return false;
      if ([overflowX, overflowY].some((flow) => ['auto', 'scroll'].includes(flow))) return false;
      if (position === 'fixed') return leaks(document.documentElement, element);
      if (overflowX === 'visible') return isWide && leaks(element);
      return (isWide && textOverflow !== 'ellipsis') || isHigh;
    }

    /** @param {ParentNode} root @param {string} name */
    function search(root, name) {
      for (const element of root.querySelectorAll('*')) {
        const within = /** @type {HTMLElement} */ (element).dataset?.story ?? name;
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
 * Return the targets less than 24 pixels wide or high, except links in a sentence (WCAG 2.5.8).
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function smallTargets(page) {
  return page.evaluate(() => {
    const LEAST = 24;
    const TARGETS = 'a[href], button, input, textarea, summary, [role^="menuitem"], [cmdk-item]';
    /** @type {string[]} */
    const found = [];

    /** Return what is clickable: the label of a choice, the row of a stretched link. @param {Element} element */
    function targetOf(element) {
      const { content, position } = getComputedStyle(element, '::after');
      const isStretched = content !== 'none' && position === 'absolute';
      const isPositioned = getComputedStyle(element).position !== 'static';
      const parent = isStretched && !isPositioned ? element.closest('.row') : null;
      return parent ?? element.closest('label') ?? element;
    }

    /** @param {Element} element */
    function isInSentence(element) {
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
        box: targetOf(element).getBoundingClientRect(),
      }));
      for (const { element, box } of boxes) {
        const isVisible = box.width > 1 && box.height > 1;
        const isLarge = Math.round(box.width) >= LEAST && Math.round(box.height) >= LEAST;
        if (!isVisible || isLarge || isInSentence(element)) continue;
        const story = /** @type {HTMLElement | null} */ (element.closest('[data-story]'));
        found.push(
          `${story?.dataset.story ?? name}: ${Math.round(box.width)}×${Math.round(box.height)} ` +
            element.outerHTML.slice(0, 120),
        );
      }
      for (const host of root.querySelectorAll('[data-story]')) {
        if (host.shadowRoot) search(host.shadowRoot, String(host.getAttribute('data-story')));
      }
    }
    search(document, 'page');
    return found;
  });
}

/**
 * Return the elements with an animation.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function animatedElements(page) {
  return page.evaluate(() => {
    const hosts = [...document.querySelectorAll('[data-story]')];
    const roots = [document, ...hosts.flatMap(({ shadowRoot }) => shadowRoot ?? [])];
    return roots
      .flatMap((root) => root.getAnimations())
      .map(({ effect }) =>
        effect instanceof KeyframeEffect ? String(effect.target?.outerHTML.slice(0, 120)) : '',
      );
  });
}
