import { lazy } from 'react';

const load = () => import('./TicketDetail.jsx');

/** The open ticket, in a chunk of its own: the list is of use without it. */
export const TicketDetail = lazy(async () => ({ default: (await load()).TicketDetail }));

/** Fetches the code before a ticket is opened. If that fails, opening one will tell. */
export function preloadDetail() {
  load().catch(() => {});
}
