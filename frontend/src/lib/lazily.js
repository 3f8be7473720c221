/**
 * Return a function that makes a value when it is first called, and then returns that one.
 * @template T
 * @param {() => T} make
 * @returns {() => T}
 */
export function lazily(make) {
  /** @type {T | undefined} */
  let made;
  return () => (made ??= make());
}
