/**
 * The texts around private links that are not in the first load: they come with the code that
 * shows them.
 */

/** What agents read about a ticket's private link. */
export const linkCopy = {
  menu: 'Private link…',
  heading: (/** @type {number} */ id) => `Private link to #${id}`,
  text: 'Whoever has it can read title, description, category and status, without signing in.',
  loading: 'Loading…',
  notLoaded: 'We couldn’t load this.',
  none: 'There is no link yet.',
  reference: 'Reference',
  madeAt: 'Made',
  usedAt: 'Last opened',
  unused: 'Never',
  revokedAt: 'Revoked',
  make: 'Make new link',
  replaces: 'A new link replaces this one, which stops working.',
  once: 'Copy it now: it is shown only once. The link before works no more.',
  revoke: 'Revoke link',
  revoked: 'The link is revoked.',
  failed: (/** @type {string} */ reason) => `That didn’t work. ${reason}`,
  close: 'Close',
};

/** What a requester reads behind it. */
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
  another: 'Submit another ticket',
  gone: {
    title: 'This link leads nowhere',
    text: 'It may be incomplete, or the team has revoked it. Ask them for a new one.',
  },
};
