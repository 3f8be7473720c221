import { plural } from '../../../lib/plural.js';

const SOMEONE = 'someone without a name';

/** @param {string[]} names */
const list = (names) => new Intl.ListFormat('en', { type: 'conjunction' }).format(names);

/** Texts about merging tickets, linking them, and moving messages. */
export const mergingCopy = {
  menu: { merge: 'Merge into…', link: 'Link to…', unmerge: 'Unmerge' },
  message: {
    menu: 'Move message',
    move: 'Move to another ticket…',
    split: 'Split into a new ticket…',
  },
  find: 'Number or words',
  finding: 'Searching…',
  nothingFound: 'No ticket fits. Try its number, or fewer words.',
  findFailed: 'The search didn’t work. Type again.',
  found: 'Tickets found',
  sameRequester: 'Same requester',
  mergedAlready: 'Merged',
  by: (/** @type {string} */ name) => name || SOMEONE,
  cancel: 'Cancel',
  back: 'Choose another',
  failed: (/** @type {string} */ reason) => `That didn’t work. ${reason}`,
  merge: {
    title: (/** @type {number} */ id) => `Merge #${id} into another ticket`,
    text: 'Its conversation becomes part of the other one.',
    bulkTitle: 'Merge two tickets',
    bulkText: 'Which one stays? The other becomes part of it.',
    stays: 'The ticket that stays',
    happens: 'What happens',
    moves: (/** @type {number} */ id, /** @type {number} */ into, /** @type {number} */ count) =>
      count
        ? `The description of #${id} and ${plural(count, 'message')} become part of #${into}.`
        : `The description of #${id} becomes part of #${into}.`,
    opens: (/** @type {number} */ into) =>
      `Its team is closed. Whoever may read #${into} reads it there.`,
    closes: (/** @type {number} */ id) =>
      `#${id} is closed, and counts in no figure of what was resolved. You can unmerge it.`,
    reopens: (/** @type {number} */ into) => `#${into} is opened again, for this one is not done.`,
    same: (/** @type {string} */ name) =>
      `Both are from ${name || SOMEONE}, who sees everything on both pages.`,
    others: (/** @type {string} */ one, /** @type {string} */ other) =>
      `${one || SOMEONE} and ${other || SOMEONE} never see what the other wrote. Both see what you reply from now on.`,
    confirm: (/** @type {number} */ into) => `Merge into #${into}`,
    merging: 'Merging…',
    done: (/** @type {number} */ id, /** @type {number} */ into) =>
      `#${id} is merged into #${into}.`,
    undoHint: 'Unmerge it',
  },
  unmerged: (/** @type {number} */ id, /** @type {number} */ stayed, /** @type {number} */ into) =>
    stayed
      ? `#${id} is on its own again. ${plural(stayed, 'message')} written since ${stayed === 1 ? 'stays' : 'stay'} in #${into}.`
      : `#${id} is on its own again.`,
  bannerLabel: 'Merged',
  banner: (/** @type {number} */ into) => `Merged into #${into}`,
  bannerText: 'The conversation goes on there.',
  goesTo: (/** @type {string[]} */ names) =>
    `Your reply goes to ${list(names.map((name) => name || SOMEONE))}.`,
  beside: {
    related: 'Linked tickets',
    merged: 'Merged into this one',
    remove: (/** @type {number} */ id) => `Remove the link to #${id}`,
    removed: (/** @type {number} */ id) => `The link to #${id} is removed.`,
    undoRemoval: 'Link them again',
    unmerge: (/** @type {number} */ id) => `Unmerge #${id}`,
  },
  link: {
    title: (/** @type {number} */ id) => `Link #${id} to another ticket`,
    text: 'Both show the other, with its status.',
    done: (/** @type {number} */ id, /** @type {number} */ other) =>
      `#${id} and #${other} are linked.`,
    undoHint: 'Remove the link',
  },
  move: {
    title: 'Move the message to another ticket',
    text: 'It leaves this conversation.',
    confirm: (/** @type {number} */ to) => `Move to #${to}`,
    moving: 'Moving…',
    done: (/** @type {number} */ to) => `The message is in #${to} now.`,
    undoHint: 'Move it back',
    undone: 'The message is back.',
    publicReply: (/** @type {string} */ from, /** @type {string} */ to) =>
      `${from || SOMEONE} no longer sees this reply. ${to || SOMEONE} does.`,
    publicText: (/** @type {string} */ from) =>
      `${from || SOMEONE} no longer sees it on their page of this ticket. Another requester never sees it.`,
    note: 'Only the team sees it, there too.',
  },
  split: {
    title: 'Split into a new ticket',
    text: 'The new ticket gets the requester, category, priority and team of this one, and is linked with it.',
    field: 'Title',
    hint: 'Left empty, it is the beginning of the message.',
    confirm: 'Make new ticket',
    done: (/** @type {number} */ to) => `The message is in the new ticket #${to}.`,
    undoHint: 'Move it back, and delete the new ticket',
    kept: (/** @type {number} */ to) =>
      `The message is back. #${to} has changed meanwhile, so it stays.`,
  },
};
