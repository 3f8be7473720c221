/** What a person does to bring a specimen into its state. */

const PATIENCE = 5000;

const frame = () => new Promise((done) => requestAnimationFrame(done));

/** @param {number} milliseconds */
export const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/**
 * The first element that fits, as soon as it is there.
 * @param {ParentNode} root
 * @param {string} selector
 * @param {string} [name] the text or the label that it must have
 * @returns {Promise<HTMLElement>}
 */
export async function find(root, selector, name = '') {
  const end = performance.now() + PATIENCE;
  while (performance.now() < end) {
    const all = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector));
    const found = [...all].find((element) =>
      (element.ariaLabel ?? element.textContent ?? '').startsWith(name),
    );
    if (found) return found;
    await frame();
  }
  throw new Error(`There is no ${selector} “${name}” in this specimen.`);
}

/** @param {HTMLElement} element */
export function press(element) {
  const options = { bubbles: true, cancelable: true, button: 0 };
  element.dispatchEvent(new PointerEvent('pointerdown', options));
  element.dispatchEvent(new PointerEvent('pointerup', options));
  element.click();
}

/**
 * @param {HTMLElement} field
 * @param {string} text
 */
export function type(field, text) {
  const { prototype } =
    field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  // Past React, which would otherwise take the value for its own.
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
