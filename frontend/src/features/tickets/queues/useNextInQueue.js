import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';

import { asApiError } from '../../../api/errors.js';
import { filterParameters } from '../../../api/requests.js';
import { takeNextTicket, updateTicket } from '../../../api/tickets.js';
import { useAccount } from '../../../domain/session/useAccess.js';
import { keys } from '../../../domain/ticket/keys.js';
import { refreshCounts } from '../../../domain/ticket/counts/refreshCounts.js';
import { confirmTicket } from '../../../domain/ticket/ticketCache.js';
import { listParamsOf } from '../../../domain/view/address.js';
import { filtersOf } from '../../../domain/view/filters.js';
import { useView } from '../../../domain/view/useView.js';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { offerUndo } from '../../../ui/toasts/undoStack.js';
import { queueCopy } from './copy.js';

/** @typedef {import('../../../types').TicketFilters} TicketFilters */
/** @typedef {import('../../../types').Ticket} Ticket */

/**
 * Return whether there may be tickets that nobody has among those that match.
 * @param {TicketFilters} filters
 */
const hasUnassigned = ({ assignee, exclude_assignee: excluded }) =>
  (!assignee.length || assignee.includes('none')) && !excluded.includes('none');

/**
 * Return filters as the API takes them in a body.
 * @param {TicketFilters} filters
 */
function matchingOf(filters) {
  const names = new Set(filterParameters(filters).keys());
  return Object.fromEntries(Object.entries(filters).filter(([name]) => names.has(name)));
}

/**
 * Return a function that takes the next ticket of the list that nobody has, and opens it. Where there is
 * none, it opens the next one of the list.
 * @param {{ open: (id: number) => void, next: number | undefined }} list what opens a ticket, and the
 *   one after the present one
 */
export function useNextInQueue({ open, next }) {
  const client = useQueryClient();
  const account = useAccount();
  const { view } = useView();
  const isAsking = useRef(false);

  function openNext() {
    if (next === undefined) showToast({ kind: 'success', key: 'next', text: queueCopy.empty });
    else open(next);
  }

  /** @param {Ticket} ticket */
  function show(ticket) {
    client.setQueryData(keys.ticket(ticket.id), ticket);
    confirmTicket(client, ticket);
    refreshCounts.resume(client);
  }

  /** @param {Ticket} ticket */
  async function giveBack(ticket) {
    try {
      const saved = await updateTicket(ticket.id, { assignee: null }, ticket.version);
      if (saved) show(saved);
    } catch (error) {
      const reason = asApiError(error).message;
      showToast({ kind: 'error', text: `${queueCopy.notGivenBack(ticket.id)} ${reason}` });
    }
  }

  async function takeNext() {
    const { ordering } = listParamsOf(view);
    refreshCounts.pause(client);
    try {
      const ticket = await takeNextTicket(matchingOf(filtersOf(view)), ordering);
      if (!ticket) {
        refreshCounts.resume(client);
        openNext();
        return;
      }
      show(ticket);
      open(ticket.id);
      offerUndo({
        key: `next-${ticket.id}`,
        text: queueCopy.taken(ticket.id),
        hint: queueCopy.giveBack(ticket.id),
        run: () => void giveBack(ticket),
      });
    } catch (error) {
      refreshCounts.resume(client);
      const text = `${queueCopy.failed} ${asApiError(error).message}`;
      showToast({ kind: 'error', key: 'next', text });
    }
  }

  return () => {
    if (isAsking.current) return;
    if (!account || !hasUnassigned(view)) {
      openNext();
      return;
    }
    isAsking.current = true;
    void takeNext().finally(() => {
      isAsking.current = false;
    });
  };
}
