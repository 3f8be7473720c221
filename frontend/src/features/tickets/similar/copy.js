/** Texts about tickets like the open one. */
export const similarCopy = {
  duplicates: 'Perhaps the same problem',
  solved: 'Solved before',
  none: 'No other ticket is like this one.',
  noDuplicates: 'No open ticket is like this one.',
  noSolved: 'No solved ticket is like this one.',
  loading: 'Looking for tickets like this one…',
  slow: 'This takes longer than usual…',
  offline: 'You’re offline. Tickets like this one are looked for when you’re back.',
  failed: 'We couldn’t look for tickets like this one.',
  incomplete: 'Not all tickets could be looked through in time. There may be more.',
  sameRequester: 'Same requester',
  common: 'In common:',
  reply: 'Last reply:',
  unknown: 'No name',
  copyLink: (/** @type {string} */ number) => `Copy link to ${number}`,
};
