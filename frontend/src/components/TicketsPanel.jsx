import { useCallback } from 'react';

import { filtersOf, useView } from '../hooks/useView.js';
import { copy } from '../lib/copy.js';
import { FilterBar } from './FilterBar.jsx';
import { TicketDetail } from './TicketDetail.jsx';
import { TicketList } from './TicketList.jsx';
import { rowLinkId } from './TicketRow.jsx';
import { useTickets } from '../hooks/useTickets.js';

/** The tab for the team: the list, and beside it the ticket that is open. */
export function TicketsPanel() {
  const { view, go } = useView();
  const filters = filtersOf(view);
  const query = useTickets(filters);
  const openId = view.ticket;

  const close = useCallback(() => {
    go({ ticket: null });
    // After the list is back on screen, where it had made way for the ticket.
    requestAnimationFrame(() => document.getElementById(rowLinkId(openId ?? 0))?.focus());
  }, [go, openId]);

  return (
    <div className="workspace" data-detail={openId !== null}>
      <h1 className="visually-hidden">{copy.list.heading}</h1>
      <section className="panel list-panel" aria-labelledby="tickets-heading">
        <FilterBar query={query} />
        <TicketList query={query} openId={openId} />
      </section>
      {openId !== null ? <TicketDetail key={openId} id={openId} onClose={close} /> : null}
      <span className="visually-hidden" role="status">
        {query.isPending ? copy.list.loading : ''}
      </span>
    </div>
  );
}
