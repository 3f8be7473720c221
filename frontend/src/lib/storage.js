import { nameHere } from './place.js';

/**
 * Return a storage that never throws: it may be full, blocked or missing, and nothing in the product
 * depends on it.
 * @param {() => Storage} area
 */
const forgiving = (area) => ({
  /** @param {string} key */
  read(key) {
    try {
      return area().getItem(nameHere(key));
    } catch {
      return null;
    }
  },

  /**
   * @param {string} key
   * @param {string} value
   * @returns {boolean} whether it was kept
   */
  write(key, value) {
    try {
      area().setItem(nameHere(key), value);
      return true;
    } catch {
      return false;
    }
  },

  /** @param {string} key */
  remove(key) {
    try {
      area().removeItem(nameHere(key));
    } catch {
      // Nothing was stored.
    }
  },
});

/** What stays on the device. */
export const storage = forgiving(() => localStorage);

/** What stays for as long as the tab is open. */
export const tabStorage = forgiving(() => sessionStorage);
