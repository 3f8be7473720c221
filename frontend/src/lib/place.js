/**
 * The path that the product is served below, with a slash at both ends: `/` on a domain of its own.
 * There is one page, so that what comes before the last slash of its address is that path.
 */
export const BASE = typeof document === 'undefined' ? '/' : new URL('.', document.baseURI).pathname;

/**
 * Return the name of something in the browser that all pages of an origin share, such as a key of
 * its storage, so that installations below other paths have others.
 * @param {string} name
 */
export const nameHere = (name) => (BASE === '/' ? name : `${BASE}${name}`);
