/** Browser features that jsdom lacks, as far as the product uses them. */

/** @type {Map<string, boolean>} */
const media = new Map();
/** @type {Map<string, Set<() => void>>} */
const listeners = new Map();

/** @param {string} query */
function matchMedia(query) {
  const own = listeners.get(query) ?? new Set();
  listeners.set(query, own);
  return {
    matches: media.get(query) ?? false,
    /** @param {string} _type @param {() => void} listener */
    addEventListener: (_type, listener) => own.add(listener),
    /** @param {string} _type @param {() => void} listener */
    removeEventListener: (_type, listener) => own.delete(listener),
  };
}

/**
 * Set the answer of a media query, as when the system's settings change.
 * @param {string} query
 * @param {boolean} matches
 */
export function setMedia(query, matches) {
  media.set(query, matches);
  listeners.get(query)?.forEach((listener) => listener());
}

class NoResizes {
  observe() {}
  unobserve() {}
  disconnect() {}
}

const ROW_HEIGHT = 40;
const WINDOW_HEIGHT = 4000;

export function installBrowser() {
  Object.assign(window, {
    matchMedia,
    ResizeObserver: NoResizes,
    scrollTo: () => {},
    scrollBy: () => {},
  });
  // High enough for every row: virtualisation is tested in the browser.
  Object.defineProperties(HTMLElement.prototype, {
    offsetHeight: {
      configurable: true,
      get() {
        return this.matches('.rows-line') ? ROW_HEIGHT : WINDOW_HEIGHT;
      },
    },
    clientHeight: { configurable: true, get: () => WINDOW_HEIGHT },
    clientWidth: { configurable: true, get: () => 1000 },
  });
  Object.assign(Element.prototype, {
    scrollTo: () => {},
    scrollIntoView: () => {},
    hasPointerCapture: () => false,
    setPointerCapture: () => {},
    releasePointerCapture: () => {},
  });
}

export function resetBrowser() {
  media.clear();
  localStorage.clear();
  sessionStorage.clear();
  document.documentElement.removeAttribute('data-theme');
}

/** Make the browser refuse to store anything, until the end of the test. */
export function blockStorage() {
  const refuse = () => {
    throw new DOMException('Access is denied.', 'SecurityError');
  };
  const blocked = { getItem: refuse, setItem: refuse, removeItem: refuse };
  vi.stubGlobal('localStorage', blocked);
  vi.stubGlobal('sessionStorage', blocked);
}
