/** @type {Set<(id: number) => void>} */
const listeners = new Set();

/**
 * Hear of tickets that are about to leave all lists because a closed team has them now.
 * @param {(id: number) => void} listener
 * @returns {() => void} a function that ends it
 */
export function onDeparture(listener) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** @param {number} id */
export function tellDeparture(id) {
  [...listeners].forEach((listener) => listener(id));
}
