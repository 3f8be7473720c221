/** Actions on the page as a whole, in one place so that tests can replace them. */
export const page = {
  /** Reload the page, so that nothing stays in memory. */
  reload: () => window.location.reload(),
  /** @param {string} address */
  leaveFor: (address) => window.location.assign(address),
};
