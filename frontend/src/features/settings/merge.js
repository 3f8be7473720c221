/** @param {unknown} one @param {unknown} other */
export const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** @param {any} entry */
const nameOf = (entry) => (typeof entry === 'object' ? entry.id : entry);

/** @param {unknown[]} list @returns {Map<unknown, any>} */
const byName = (list) => new Map(list.map((entry) => [nameOf(entry), entry]));

/**
 * Merge lists of names, or of objects with ids, entry by entry.
 * @param {unknown[]} base
 * @param {unknown[]} mine
 * @param {unknown[]} theirs
 */
function mergeLists(base, mine, theirs) {
  const [before, ours, others] = [base, mine, theirs].map(byName);
  const names = [...new Set([...ours.keys(), ...others.keys()])];
  const merged = names.map((name) => mergeOne(before.get(name), ours.get(name), others.get(name)));
  return {
    value: merged.map(({ value }) => value).filter((value) => value !== undefined),
    clashes: merged.some(({ clashes }) => clashes),
  };
}

/**
 * Merge one value that two people may have changed: where both have, mine stays.
 * @param {any} base
 * @param {any} mine
 * @param {any} theirs
 * @returns {{ value: any, clashes: boolean }}
 */
function mergeOne(base, mine, theirs) {
  if (isSame(mine, base)) return { value: theirs, clashes: false };
  if (isSame(theirs, base) || isSame(mine, theirs)) return { value: mine, clashes: false };
  if ([base, mine, theirs].every(Array.isArray)) return mergeLists(base, mine, theirs);
  return { value: mine, clashes: true };
}

/**
 * Merge values by field.
 * @template {Record<string, any>} Values
 * @param {Values} base as both have read them
 * @param {Values} mine
 * @param {Values} theirs
 * @returns {{ values: Values, clashes: string[] }} `clashes`: fields that both have changed
 */
export function mergeValues(base, mine, theirs) {
  /** @type {Record<string, any>} */
  const values = {};
  /** @type {string[]} */
  const clashes = [];
  for (const field of Object.keys(theirs)) {
    const merged = mergeOne(base[field], mine[field], theirs[field]);
    values[field] = merged.value;
    if (merged.clashes) clashes.push(field);
  }
  return { values: /** @type {Values} */ (values), clashes };
}
