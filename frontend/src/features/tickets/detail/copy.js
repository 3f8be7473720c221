import { ticketCopy } from '../../../domain/ticket/copy.js';

/** Texts of the open ticket. */
export const detailCopy = {
  close: 'Close ticket',
  back: 'Back to tickets',
  created: 'Opened',
  updated: 'changed',
  properties: 'Properties',
  requester: 'Requester',
  loading: 'Loading ticket…',
  failed: 'We couldn’t load this ticket.',
  position: (/** @type {string} */ index, /** @type {string} */ total) => `${index} of ${total}`,
  next: 'Next ticket',
  previous: 'Previous ticket',
  resolve: 'Resolve',
  reopen: 'Reopen',
  more: 'More',
  copyLink: 'Copy link',
  print: 'Print',
  resolved: 'resolved',
  parts: 'Parts of the ticket',
  /** @type {Record<'conversation' | 'activity' | 'customer' | 'similar', string>} */
  tabs: {
    conversation: 'Conversation',
    activity: 'Activity',
    customer: 'Customer',
    similar: 'Similar',
  },
  similarCount: (/** @type {number} */ count) => (count ? `Similar (${count})` : 'Similar'),
  ai: {
    label: 'AI suggestion',
    tag: 'AI',
    kept: (/** @type {string} */ value) => `${ticketCopy.values[value]}, kept`,
    changed: (/** @type {string} */ suggested, /** @type {string} */ now) =>
      `${ticketCopy.values[suggested]} → ${ticketCopy.values[now]}`,
    changedSpoken: (
      /** @type {string} */ field,
      /** @type {string} */ suggested,
      /** @type {string} */ now,
    ) => `${field}: ${ticketCopy.values[suggested]} suggested, ${ticketCopy.values[now]} now`,
    why: 'Why?',
    noReason: 'The model gave no reason.',
    model: 'Model',
    confidence: 'Confidence',
    when: 'Suggested',
    took: 'Took',
    chosen: 'Submitted as',
    both: (/** @type {string} */ category, /** @type {string} */ priority) =>
      `${ticketCopy.values[category]}, ${ticketCopy.values[priority]}`,
  },
  removal: {
    title: (/** @type {number} */ id) => `Delete ticket #${id}?`,
    text: 'It disappears for everyone. This cannot be undone.',
    confirm: 'Delete ticket',
    deleting: 'Deleting…',
    cancel: 'Keep it',
    done: (/** @type {number} */ id) => `Ticket #${id} is deleted.`,
    failed: (/** @type {string} */ reason) => `The ticket was not deleted. ${reason}`,
  },
  notFound: {
    title: (/** @type {number} */ id) => `There is no ticket #${id} here`,
    text: 'It may have been deleted, a team that is closed to others may have it, or the number has a typo.',
  },
};

/** Texts about a ticket's private link, for agents. */
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
