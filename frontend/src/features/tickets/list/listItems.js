/** @typedef {import('../../../types').Ticket} Ticket */
/** @typedef {import('../../../types').TriageField} TriageField */
/**
 * One line of the list: a group header or a ticket.
 * @typedef {{ kind: 'group', key: string, value: string }
 *   | { kind: 'ticket', key: string, ticket: Ticket, found: import('../../../types').Found | null }} ListItem
 */

/**
 * Return the tickets of all pages, each once: one that changed while pages were loaded may be on
 * two.
 * @param {import('../../../types').TicketPage[]} pages
 * @returns {Ticket[]}
 */
export function ticketsIn(pages) {
  /** @type {Map<number, Ticket>} */
  const tickets = new Map();
  for (const page of pages) {
    for (const ticket of page.tickets) {
      if (!tickets.has(ticket.id)) tickets.set(ticket.id, ticket);
    }
  }
  return [...tickets.values()];
}

/**
 * Return where the search has found the tickets that it has found in a message. A ticket as it is now
 * may be from another answer.
 * @param {import('../../../types').TicketPage[]} pages
 * @returns {Map<number, import('../../../types').Found | null | undefined>}
 */
export function foundIn(pages) {
  return new Map(pages.flatMap(({ loaded }) => loaded.map(({ id, found }) => [id, found])));
}

/**
 * Return the group of each ticket at the time it was loaded.
 * @param {import('../../../types').TicketPage[]} pages
 * @param {TriageField} group
 */
function placesIn(pages, group) {
  return new Map(
    pages.flatMap((page) => page.loaded.map((ticket) => [ticket.id, String(ticket[group])])),
  );
}

/**
 * Return the lines of the list. The server sorts by the field that groups, so a new group begins
 * wherever its value changes. A ticket that has just been given another value stays in its group
 * until the list is next loaded: nothing moves unasked.
 * @param {import('../../../types').TicketPage[]} pages
 * @param {TriageField | null} group
 * @returns {ListItem[]}
 */
export function listItems(pages, group) {
  const places = group ? placesIn(pages, group) : null;
  const found = foundIn(pages);
  /** @type {ListItem[]} */
  const items = [];
  /** @type {string | undefined} */
  let current;
  for (const ticket of ticketsIn(pages)) {
    const value = places?.get(ticket.id);
    if (value && value !== current) {
      items.push({ kind: 'group', key: `group-${value}`, value });
      current = value;
    }
    items.push({
      kind: 'ticket',
      key: String(ticket.id),
      ticket,
      found: found.get(ticket.id) ?? null,
    });
  }
  return items;
}
