import { useMutation, useQueryClient } from '@tanstack/react-query';
import { nanoid } from 'nanoid/non-secure';

import { updateTicket } from '../api/tickets.js';
import { copy } from '../lib/copy.js';
import { showToast } from './toasts.js';
import { beginChange, confirmedTicket, endChange } from './ticketCache.js';
import { offerUndo } from './undo.js';
import { refreshFigures } from './refreshFigures.js';

/**
 * @typedef {import('../types').Ticket} Ticket
 * @typedef {import('../types').TriageField} TriageField
 * @typedef {{ id: string, ticket: Ticket, field: TriageField, value: string, isUndo: boolean }} Change
 */

/** @param {Change} change @returns {import('../types').TicketChanges} */
const changesOf = ({ field, value }) => ({ [field]: value });

/**
 * @param {Change} change
 * @param {Ticket | undefined} now the ticket as it is shown after the refusal
 */
function tellRefusal({ ticket, field, value }, now) {
  const name = copy.fields[field].toLowerCase();
  // With a later change on screen "it is … again" would not be true.
  const isBack = now?.[field] === ticket[field];
  const text = isBack
    ? copy.change.failed(name, ticket[field])
    : copy.change.failedOver(name, value);
  showToast({ kind: 'error', text, key: `refused-${ticket.id}-${field}` });
}

/**
 * Sets one field of a ticket: shown everywhere at once, taken back if the server refuses, and
 * offered for undoing once it is saved.
 * @param {number} id
 */
export function useUpdateTicket(id) {
  const client = useQueryClient();
  const { mutate } = useMutation({
    // One change after the other for each ticket: the last one asked for is the last one saved.
    scope: { id: `ticket-${id}` },
    mutationFn: (/** @type {Change} */ change) => updateTicket(id, changesOf(change)),
    onMutate: (change) => {
      beginChange(client, [change.ticket], { id: change.id, changes: changesOf(change) });
      refreshFigures.hold(client);
    },
    onError: (_error, change) => {
      const [now] = endChange(client, [id], change.id, () => null);
      tellRefusal(change, now);
    },
    onSuccess: (answer, change) => {
      // What the person saw may be a change that was refused meanwhile.
      const ticket = confirmedTicket(client, id) ?? change.ticket;
      endChange(client, [id], change.id, () => answer);
      if (!change.isUndo) offerChange({ ...change, ticket });
    },
    onSettled: () => refreshFigures.release(client),
  });

  /** @param {Change} change */
  function offerChange({ ticket, field, value }) {
    const undone = { ...ticket, [field]: value };
    offerUndo({
      key: `saved-${id}-${field}`,
      text: copy.change.done(id, field, value),
      hint: copy.change.undoHint(copy.fields[field].toLowerCase(), ticket[field]),
      run: () =>
        mutate({ id: nanoid(), ticket: undone, field, value: ticket[field], isUndo: true }),
    });
  }

  return {
    /**
     * @param {Ticket} ticket as the person sees it
     * @param {TriageField} field
     * @param {string} value
     */
    change(ticket, field, value) {
      if (ticket[field] === value) return;
      mutate({ id: nanoid(), ticket, field, value, isUndo: false });
    },
  };
}
