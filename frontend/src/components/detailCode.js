import { preloadable } from './preloadable.jsx';

const detail = preloadable(
  async () => (await import('../features/tickets/detail/TicketDetail.jsx')).TicketDetail,
);

/** The open ticket, in a chunk of its own: the list is of use without it. */
export const TicketDetail = detail.Component;

/** Fetches the code before a ticket is opened. If that fails, opening one will tell. */
export function preloadDetail() {
  detail.preload().catch(() => {});
}
