/** The keys of what is known of the ticket behind a private link in the query cache. */
export const requestKeys = {
  ticket: (/** @type {string} */ token) => /** @type {const} */ (['request', token]),
  messages: (/** @type {string} */ token) => /** @type {const} */ (['request', token, 'messages']),
};
