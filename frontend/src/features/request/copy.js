/** Texts of the page behind a private link. */
export const requestCopy = {
  page: 'Your ticket',
  loading: 'Loading your ticket…',
  offline: 'You’re offline. This may not be up to date.',
  failed: 'We couldn’t load your ticket.',
  /** @type {Record<import('../../types').Status, string>} */
  status: {
    open: 'We have it and will look at it.',
    in_progress: 'Someone is working on it.',
    resolved: 'We think it is solved.',
    closed: 'It is done.',
  },
  sent: 'Sent',
  changed: 'Changed',
  resolved: 'Solved',
  note: 'Bookmark this page to come back. Anyone who has its address can read this ticket.',
  reference: 'Reference',
  print: 'Print',
  another: 'Submit another ticket',
  gone: {
    title: 'This link leads nowhere',
    text: 'It may be incomplete, or the team has revoked it. Ask them for a new one.',
  },
};
