/**
 * How many tickets there are, as the first page says. Where it only knows how many there are at
 * least, no fewer than have been loaded since.
 * @param {import('../../types').TicketPage[] | undefined} pages
 * @returns {import('../../types').Total | undefined}
 */
export function totalOf(pages) {
  const total = pages?.[0]?.total;
  if (!pages || !total || total.exact) return total;
  const loaded = pages.reduce((sum, { tickets }) => sum + tickets.length, 0);
  return { ...total, count: Math.max(total.count, loaded) };
}
