import { fireEvent } from '@testing-library/dom';

const TIMEOUT = 5000;

/**
 * Return the first matching element, waiting until there is one.
 * @param {ParentNode} root
 * @param {string} selector
 * @param {string} [name] that its label or its text starts with
 * @returns {Promise<HTMLElement>}
 */
export async function findElement(root, selector, name = '') {
  const end = performance.now() + TIMEOUT;
  while (performance.now() < end) {
    const all = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector));
    const found = [...all].find((element) =>
      (element.ariaLabel ?? element.textContent ?? '').startsWith(name),
    );
    if (found) return found;
    // Unlike a timer (`waitFor`), it keeps frames coming. Without them headless Chromium calls back
    // nobody who waits for it to be idle, as the product's lazy code does.
    await new Promise((done) => requestAnimationFrame(done));
  }
  throw new Error(`There is no ${selector} “${name}” in this story.`);
}

/** @param {HTMLElement} element */
export function click(element) {
  // Menus open on pointerdown.
  fireEvent.pointerDown(element, { button: 0 });
  fireEvent.pointerUp(element, { button: 0 });
  fireEvent.click(element);
}

/**
 * Replace the text of a field.
 * @param {HTMLElement} field
 * @param {string} value
 */
export const enterText = (field, value) => void fireEvent.input(field, { target: { value } });
