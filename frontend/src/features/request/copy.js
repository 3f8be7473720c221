import { plural } from '../../lib/plural.js';

/** @typedef {import('../../types').PublicMessage['author']} Author */

const TEAM = 'Support';

/**
 * Return the words for who wrote a message.
 * @param {Author} author
 */
const author = ({ kind, name }) => (kind === 'requester' ? 'You' : name || TEAM);

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
  joined: 'Your request was joined with another one: you find the answers here.',
  sent: 'Sent',
  changed: 'Changed',
  resolved: 'Solved',
  note: 'Bookmark this page to come back. Anyone who has its address can read this ticket and answer in it.',
  reference: 'Reference',
  print: 'Print',
  another: 'Submit another ticket',
  gone: {
    title: 'This link leads nowhere',
    text: 'It may be incomplete, the team has revoked it, or the request is no longer there. Ask them.',
    kept: 'Your answer was not sent',
    keptNote: 'This device keeps it. With a new link to the same ticket it is in the box again.',
    copy: 'Copy text',
  },
  conversation: {
    heading: 'Conversation',
    loading: 'Loading the conversation…',
    failed: 'We couldn’t load the answers.',
    stale: 'We couldn’t look for new answers.',
    empty: 'No answers yet. They will appear here.',
    earlier: 'Earlier messages',
    loadingEarlier: 'Loading…',
    earlierFailed: 'We couldn’t load earlier messages.',
    shown: (/** @type {number} */ count) => `${plural(count, 'earlier message')} above`,
    isNew: 'New',
    author,
    arrived: (/** @type {import('../../types').PublicMessage[]} */ messages) =>
      messages.length === 1
        ? `New answer from ${author(messages[0].author)}`
        : plural(messages.length, 'new answer'),
  },
  answer: {
    heading: 'Your answer',
    missing: 'Write something first.',
    readers: 'The support team reads it. Please leave out passwords and full card numbers.',
    /** @type {Partial<Record<import('../../types').Status, string>>} */
    effects: {
      resolved: 'Still not right? Your answer opens the ticket again.',
      closed:
        'Your answer opens the ticket again. If it was closed long ago, it becomes a new request.',
    },
    offline: 'You’re offline. Your answer stays here until you can send it.',
    draftSaved: 'Draft saved on this device',
    send: 'Send answer',
    sending: 'Sending…',
    shortcut: 'Ctrl ↵',
    wasSent: 'Your answer was sent.',
    notSent: 'Not sent.',
    kept: 'Your text is kept.',
  },
  progress: {
    solve: 'Solved, thank you',
    reopen: 'Not solved yet',
    thanks: 'Thank you. The ticket is solved.',
    reopened: 'It is open again. Tell us what is still wrong.',
    failed: 'The ticket was not changed.',
    tooLate:
      'It was closed too long ago to open it again. Write an answer: it becomes a new request.',
  },
  followUp: {
    title: 'This became a new request',
    text: 'This ticket was closed long ago, so we opened a new one with your answer. Everything else about it happens there.',
    open: 'Go to the new request',
    note: 'Keep this link: anyone who has it can read the new request and answer in it.',
  },
};
