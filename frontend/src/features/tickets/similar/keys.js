/** Letters that act on a ticket like the open one while the focus is in it. */
export const SIMILAR_KEYS = /** @type {const} */ ({ merge: 'm', link: 'l' });
