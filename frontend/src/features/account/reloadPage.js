/** What can be done with the page as a whole; in one place, where tests can take it over. */
export const page = {
  /** Starts over, with nothing in memory of what was before. */
  reload: () => window.location.reload(),
  /** @param {string} address */
  leaveFor: (address) => window.location.assign(address),
};
