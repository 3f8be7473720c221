/** Texts about who else has a ticket open. */
export const presenceCopy = {
  someone: 'Someone',
  here: (/** @type {string} */ names) => `Also here: ${names}`,
  /** @type {Record<import('../../../types').Doing, (name: string) => string>} */
  named: {
    viewing: (name) => name,
    replying: (name) => `${name} (replying)`,
    noting: (name) => `${name} (writing a note)`,
  },
  /** @type {Record<'replying' | 'noting', (name: string) => string>} */
  one: {
    replying: (name) => `${name} is replying`,
    noting: (name) => `${name} is writing a note`,
  },
  /** @type {Record<'replying' | 'noting', (names: string) => string>} */
  several: {
    replying: (names) => `${names} are replying`,
    noting: (names) => `${names} are writing notes`,
  },
};
