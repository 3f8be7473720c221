import { nanoid } from 'nanoid';
import { create } from 'zustand';

import { asApiError } from '../../../api/errors.js';
import { sendMessage, undoMessage } from '../../../api/messages.js';
import { noteOwnMessage } from '../../../domain/pulse/knownKeys.js';
import { createSharedRecord } from '../../../lib/sharedRecord.js';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { offerUndo } from '../../../ui/toasts/undoStack.js';
import { hideMessage, refreshConversation, showMessages } from '../thread/timelineCache.js';
import { composerCopy } from './copy.js';
import { draftName, restoreDraft } from './drafts.js';

/**
 * @typedef {import('@tanstack/react-query').QueryClient} QueryClient
 * @typedef {import('../../../types').Message} Message
 * @typedef {import('../../../types').PostedMessage} PostedMessage
 * @typedef {import('../../../types').NewMessage} NewMessage
 *
 * @typedef {object} Outgoing a message that the server has not confirmed
 * @property {string} id
 * @property {number} ticket
 * @property {NewMessage} message as it is sent each time
 * @property {string} key
 * @property {string} at
 * @property {number | string | null} by
 * @property {NewMessage['then']} [chosen] what the way of sending sets, of all that it sets
 * @property {import('./drafts.js').SavedUse} [saved]
 *
 * @typedef {{ isSending: boolean, reason: string }} Progress
 * @typedef {{ outgoing: Outgoing, newer: Message[] }} Overtaken a reply that was held back, and what
 *   others have written meanwhile
 */

/** @param {any} entry */
const isOutgoing = (entry) =>
  typeof entry?.key === 'string' &&
  typeof entry.ticket === 'number' &&
  typeof entry.message?.text === 'string';

/**
 * What was sent but not confirmed, on the device: a reload must not lose it, and sends it under its
 * earlier key, so that it arrives once.
 * @type {ReturnType<typeof createSharedRecord<Outgoing>>}
 */
export const useOutbox = createSharedRecord('tf.outbox', isOutgoing);

/** How far this tab has come with each of them. */
export const useProgress = create(() => /** @type {Record<string, Progress>} */ ({}));

/** By the number of the ticket. */
export const useOvertaken = create(() => /** @type {Record<number, Overtaken | undefined>} */ ({}));

/** @param {Outgoing} outgoing */
function remove({ id }) {
  useOutbox.show(id, undefined);
  useOutbox.store(id);
  const others = Object.entries(useProgress.getState()).filter(([one]) => one !== id);
  useProgress.setState(Object.fromEntries(others), true);
}

/** @type {Map<number, Promise<void>>} */
const turns = new Map();

/**
 * Send a message, after those of the same ticket that are on their way.
 * @param {QueryClient} client
 * @param {Outgoing} outgoing
 */
export function send(client, outgoing) {
  const { id, ticket } = outgoing;
  if (useProgress.getState()[id]?.isSending) return;
  useProgress.setState({ [id]: { isSending: true, reason: '' } });
  useOutbox.show(id, outgoing);
  useOutbox.store(id);
  useOvertaken.setState({ [ticket]: undefined });
  const turn = (turns.get(ticket) ?? Promise.resolve()).then(() => deliver(client, outgoing));
  turns.set(ticket, turn);
}

/**
 * @param {QueryClient} client
 * @param {Outgoing} outgoing
 */
async function deliver(client, outgoing) {
  const { id, ticket, message, key } = outgoing;
  try {
    const answer = await sendMessage(ticket, message, key);
    if (answer.newer) holdBack(outgoing, answer.newer);
    else confirm(client, outgoing, answer.message);
  } catch (error) {
    const { message: words, fieldErrors } = asApiError(error);
    const reason = fieldErrors.text ?? words;
    useProgress.setState({ [id]: { isSending: false, reason } });
    // Its ticket may have been closed meanwhile.
    if (!document.getElementById(outgoingId(id))) {
      showToast({ kind: 'error', text: composerCopy.failedElsewhere(ticket, reason) });
    }
  }
}

/**
 * @param {QueryClient} client
 * @param {Outgoing} outgoing
 * @param {PostedMessage} message
 */
function confirm(client, outgoing, message) {
  const { ticket } = outgoing;
  noteOwnMessage(message.id);
  showMessages(client, ticket, [message]);
  remove(outgoing);
  void refreshConversation(client, ticket);
  const text = composerCopy.sent[message.kind];
  const key = `sent-${message.id}`;
  if (!message.held_until) {
    if (!tellUnreached(message)) showToast({ kind: 'success', key, text });
    return;
  }
  offerUndo({
    key,
    text,
    hint: composerCopy.undoHint,
    // By the server's clock, which this device's may differ from.
    lasts: Date.parse(message.held_until) - Date.parse(message.at),
    run: () => void takeBack(client, ticket, message, outgoing),
  });
}

/**
 * Say who of those that a note mentions cannot read it, if there are any.
 * @param {PostedMessage} message
 */
export function tellUnreached({ id, kind, unreached = [] }) {
  if (!unreached.length) return false;
  const names = unreached.map(({ name }) => name);
  const text = `${composerCopy.sent[kind]} ${composerCopy.unreached(names)}`;
  return Boolean(showToast({ kind: 'error', key: `sent-${id}`, text }));
}

/** @param {Outgoing} outgoing @param {Message[]} newer */
function holdBack(outgoing, newer) {
  remove(outgoing);
  // Without its key: it is known not to have arrived.
  const { ticket, message, by, saved } = outgoing;
  restoreDraft(draftName(ticket, message.kind, by), { text: message.text, by, saved });
  useOvertaken.setState({ [ticket]: { outgoing, newer } });
}

/**
 * Put the text of a message that was not sent back into the composer.
 * @param {Outgoing} outgoing
 */
export function edit(outgoing) {
  const { ticket, message, key, by, saved } = outgoing;
  remove(outgoing);
  const attempt = { key, body: JSON.stringify(message) };
  restoreDraft(draftName(ticket, message.kind, by), { text: message.text, by, saved, attempt });
}

/**
 * Take back a reply, and put its text back into the composer.
 * @param {QueryClient} client
 * @param {number} ticket
 * @param {Message} message
 * @param {Pick<Outgoing, 'by' | 'saved'>} draft who wrote it, and with which saved reply
 */
export async function takeBack(client, ticket, message, { by, saved }) {
  try {
    const { text } = await undoMessage(message.id);
    hideMessage(client, ticket, message);
    restoreDraft(draftName(ticket, 'reply', by), { text, by, saved });
    showToast({ kind: 'success', key: `sent-${message.id}`, text: composerCopy.takenBack });
    document.getElementById(fieldId(ticket))?.focus();
  } catch (error) {
    const { kind, message: reason } = asApiError(error);
    const text = kind === 'conflict' ? composerCopy.tooLate : composerCopy.notTakenBack(reason);
    showToast({ kind: 'error', key: `sent-${message.id}`, text });
  }
  void refreshConversation(client, ticket);
}

/**
 * Return a message to send. The same one as in an attempt whose outcome is not known is sent exactly as
 * it was then, so that it does not arrive twice.
 * @param {number} ticket
 * @param {NewMessage} message
 * @param {import('./drafts.js').Draft} draft
 * @param {NewMessage['then']} chosen
 * @returns {Outgoing}
 */
export function outgoingOf(ticket, message, { attempt, by, saved }, chosen) {
  const { key, message: sent } = repeated(message, attempt) ?? { key: nanoid(), message };
  const at = new Date().toISOString();
  return { id: nanoid(), ticket, message: sent, key, at, by, chosen, saved };
}

/**
 * @param {NewMessage} message
 * @param {import('./drafts.js').Draft['attempt']} attempt
 */
function repeated(message, attempt) {
  if (!attempt || message.anyway) return null;
  /** @type {NewMessage} */
  const before = JSON.parse(attempt.body);
  /** @param {NewMessage} one */
  const content = ({ kind, text, then, saved_reply: saved }) =>
    JSON.stringify([kind, text, then, saved]);
  return content(before) === content(message) ? { key: attempt.key, message: before } : null;
}

/** Return the id of the composer's text field. @param {number} ticket */
export const fieldId = (ticket) => `message-of-${ticket}`;

/** Return the id of an outgoing message in the thread. @param {string} id */
export const outgoingId = (id) => `outgoing-${id}`;
