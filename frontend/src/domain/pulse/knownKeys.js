const MAX_KEYS = 2000;

/** @type {Set<string>} */
const known = new Set();

/**
 * Return whether a key has not come before, and remember it. The pulse looks back a little, so that
 * the same change comes several times.
 * @param {string} key
 */
export function isNewKey(key) {
  const isNew = !known.has(key);
  // To the end: the one that came longest ago is forgotten first.
  known.delete(key);
  known.add(key);
  if (known.size > MAX_KEYS) known.delete(/** @type {string} */ (known.values().next().value));
  return isNew;
}

/**
 * Take note of a message that this tab has just sent, of which it need not be told.
 * @param {number} id
 */
export const noteOwnMessage = (id) => void isNewKey(`m${id}`);

/** Forget all, for tests. */
export const resetKnownKeys = () => known.clear();
