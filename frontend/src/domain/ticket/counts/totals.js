/**
 * Return the total that the first page states. Where that is only a lower bound, it is at least the
 * number of tickets loaded.
 * @param {import('../../../types').TicketPage[] | undefined} pages
 * @returns {import('../../../types').Total | undefined}
 */
export function totalOf(pages) {
  const total = pages?.[0]?.total;
  if (!pages || !total || total.exact) return total;
  const loaded = pages.reduce((sum, { tickets }) => sum + tickets.length, 0);
  return { ...total, count: Math.max(total.count, loaded) };
}
