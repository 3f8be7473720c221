/**
 * Return whether a ticket is where a list shows tickets of: in one of the folders, or in none.
 * @param {import('../../../types').Ticket} ticket
 * @param {import('../../../types').Folder[]} folders
 */
export const isInPlace = ({ folder = null }, folders) =>
  folders.length ? folder !== null && folders.includes(folder) : folder === null;

/**
 * Return the pages without the tickets that were moved since they were loaded: to a folder, or out of
 * the list's. They stay in the cache, so that they come back in their places.
 * @param {import('../../../types').TicketPage[]} pages
 * @param {import('../../../types').Folder[]} folders
 */
export function withoutMoved(pages, folders) {
  let moved = 0;
  const kept = pages.map((page) => {
    const tickets = page.tickets.filter((ticket) => isInPlace(ticket, folders));
    moved += page.tickets.length - tickets.length;
    return tickets.length === page.tickets.length ? page : { ...page, tickets };
  });
  if (!moved) return pages;
  return kept.map((page) => ({
    ...page,
    total: { ...page.total, count: Math.max(0, page.total.count - moved) },
  }));
}

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
