/** @typedef {import('@playwright/test').Page} Page */

/**
 * What people's browsers and extensions do to the texts of a page: `translate` puts elements in the
 * place of text, as translators do; `highlight` wraps it, as reading aids do; `append` adds a second
 * text behind the first one, as bilingual readers do; `rewrite` writes new text nodes, as others do.
 */
export const HELPERS = /** @type {const} */ (['translate', 'highlight', 'append', 'rewrite']);

/** @typedef {(typeof HELPERS)[number]} Helper */

/**
 * Let a helper work on the page from its first text on, and on each that comes or changes.
 * @param {Page} page
 * @param {Helper} helper
 */
export async function installHelper(page, helper) {
  await page.addInitScript(work, { helper, isLasting: true });
}

/**
 * Let a helper work once on what the page shows now.
 * @param {Page} page
 * @param {Helper} [helper]
 */
export async function helpOnce(page, helper = 'translate') {
  await page.evaluate(work, { helper, isLasting: false });
}

/** @param {{ helper: Helper, isLasting: boolean }} options run in the page */
function work({ helper, isLasting }) {
  const DONE = 'font, mark, script, style, textarea, title, noscript';
  /** @type {WeakSet<Node>} */
  const done = new WeakSet();

  const made = (/** @type {string} */ name, /** @type {(string | Node)[]} */ ...content) => {
    const element = document.createElement(name);
    element.append(...content);
    return element;
  };
  const TEXTS = {
    translate: (/** @type {Text} */ node) =>
      node.replaceWith(made('font', made('font', node.data))),
    highlight: (/** @type {Text} */ node) => {
      const mark = made('mark');
      node.replaceWith(mark);
      mark.append(node);
    },
    append: (/** @type {Text} */ node) => {
      const second = made('font');
      second.hidden = true;
      node.after(second);
    },
    rewrite: (/** @type {Text} */ node) => {
      const written = document.createTextNode(node.data);
      done.add(written);
      node.replaceWith(written);
    },
  };

  function run() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(/** @type {Text} */ (walker.currentNode));
    for (const node of nodes) {
      if (!node.data.trim() || done.has(node) || node.parentElement?.closest(DONE)) continue;
      done.add(node);
      TEXTS[helper](node);
    }
    document.documentElement.lang = 'de';
    document.documentElement.classList.add('translated-ltr');
    for (const field of document.querySelectorAll('textarea, input:not([data-helped])')) {
      field.setAttribute('data-helped', 'true');
      if (!field.nextElementSibling?.matches('font')) field.after(made('font'));
    }
  }

  if (!isLasting) {
    run();
    return;
  }
  addEventListener('DOMContentLoaded', () => {
    run();
    new MutationObserver(run).observe(document.body, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
}

/**
 * Collect what a page complains about.
 * @param {Page} page
 * @returns {string[]}
 */
export function complaintsOf(page) {
  /** @type {string[]} */
  const heard = [];
  page.on('pageerror', (error) => heard.push(String(error)));
  page.on('console', (message) => {
    if (message.text().startsWith('Failed to load resource')) return;
    if (message.type() === 'error') heard.push(message.text());
  });
  return heard;
}
