/**
 * @typedef {import('../../types').PublicMessage} PublicMessage
 * @typedef {import('../../types').PublicMessages} PublicMessages
 */

/**
 * Return the messages that are known once the newest ones have been read again. Earlier ones that were
 * read stay, unless so much was written since that some between would be missing.
 * @param {PublicMessages | undefined} known
 * @param {PublicMessages} newest
 * @returns {PublicMessages}
 */
export function withNewest(known, newest) {
  const start = known?.messages.findIndex(({ key }) => key === newest.messages[0]?.key) ?? -1;
  if (!known || start < 1) return newest;
  return {
    messages: [...known.messages.slice(0, start), ...newest.messages],
    earlierCursor: known.earlierCursor,
  };
}

/**
 * @param {PublicMessages} known
 * @param {PublicMessages} earlier
 * @returns {PublicMessages}
 */
export function withEarlier(known, earlier) {
  return { ...earlier, messages: [...earlier.messages, ...known.messages] };
}

/**
 * Return the messages with one that was just sent, which may have been read already.
 * @param {PublicMessages | undefined} known
 * @param {PublicMessage} sent
 */
export function withSent(known, sent) {
  if (!known || known.messages.some(({ key }) => key === sent.key)) return known;
  return { ...known, messages: [...known.messages, sent] };
}

/**
 * Return the answers that have come since, without the requester's own and what was read of earlier
 * times.
 * @param {PublicMessage[]} before
 * @param {PublicMessage[]} after
 */
export function arrivalsIn(before, after) {
  const known = new Set(before.map(({ key }) => key));
  const oldest = after.findIndex(({ key }) => known.has(key));
  return after
    .slice(Math.max(oldest, 0))
    .filter(({ key, author }) => !known.has(key) && author.kind !== 'requester');
}
