import { create } from 'zustand';

/**
 * @typedef {import('../../types').MessageKind} MessageKind
 * @typedef {{ ticket: number, kind: MessageKind }} Typing
 */

const LASTS = 20_000;

/** What is being written in this tab: null once nothing was typed for a while. */
export const useTyping = create(() => ({ now: /** @type {Typing | null} */ (null) }));

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/**
 * Take note that something was typed.
 * @param {number} ticket
 * @param {MessageKind} kind
 */
export function noteTyping(ticket, kind) {
  clearTimeout(timer);
  timer = setTimeout(stopTyping, LASTS);
  const { now } = useTyping.getState();
  if (now?.ticket !== ticket || now.kind !== kind) useTyping.setState({ now: { ticket, kind } });
}

/** Take note that what was written is sent, or given up. */
export function stopTyping() {
  clearTimeout(timer);
  if (useTyping.getState().now) useTyping.setState({ now: null });
}

/**
 * Return what others are told of what is done with a ticket in this tab.
 * @param {number | null} ticket
 * @returns {import('../../types').Doing}
 */
export const useDoing = (ticket) =>
  useTyping(({ now }) => {
    if (!now || now.ticket !== ticket) return 'viewing';
    return now.kind === 'note' ? 'noting' : 'replying';
  });
