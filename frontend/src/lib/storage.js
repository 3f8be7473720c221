import { nameHere } from './place.js';

/**
 * Local storage that never throws: it may be full, blocked or missing, and nothing in the product
 * depends on it.
 */
export const storage = {
  /** @param {string} key */
  read(key) {
    try {
      return localStorage.getItem(nameHere(key));
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
      localStorage.setItem(nameHere(key), value);
      return true;
    } catch {
      return false;
    }
  },

  /** @param {string} key */
  remove(key) {
    try {
      localStorage.removeItem(nameHere(key));
    } catch {
      // Nothing was stored.
    }
  },
};
