/** Texts about the next ticket of a queue. */
export const queueCopy = {
  taken: (/** @type {number} */ id) => `#${id} is yours now.`,
  giveBack: (/** @type {number} */ id) => `Give back #${id}`,
  notGivenBack: (/** @type {number} */ id) => `#${id} couldn’t be given back.`,
  empty: 'There is no other ticket in this list.',
  failed: 'The next ticket couldn’t be taken.',
};
