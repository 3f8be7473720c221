import { useMutation, useQueryClient } from '@tanstack/react-query';
import { nanoid } from 'nanoid/non-secure';

import { asApiError } from '../../../api/errors.js';
import { ticketCopy } from '../../../domain/ticket/copy.js';
import {
  isReferenceField,
  isSameValue,
  withConsequences,
} from '../../../domain/ticket/fieldValues.js';
import { refreshCounts } from '../../../domain/ticket/counts/refreshCounts.js';
import { tellDeparture } from '../../../domain/ticket/departures.js';
import {
  beginChange,
  confirmedTicket,
  endChange,
  forgetTicket,
} from '../../../domain/ticket/ticketCache.js';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { offerUndo } from '../../../ui/toasts/undoStack.js';
import { editingCopy } from './copy.js';
import { mergeTags } from './merge.js';
import { snoozeCopy } from '../snooze/copy.js';
import { RemovedError, saveField } from './saveField.js';
import { wordOf } from './words.js';

/**
 * @typedef {import('../../../types').Ticket} Ticket
 * @typedef {import('../../../types').ChoiceField} ChoiceField
 * @typedef {import('../../../types').ChoiceValue} ChoiceValue
 * @typedef {{ id: string, ticket: Ticket, field: ChoiceField, value: ChoiceValue, bases: (ChoiceValue | undefined)[], isUndo: boolean, onUndo?: () => void }} Change
 */

/**
 * @param {Change} change
 * @returns {import('../../../domain/ticket/optimistic.js').Changes}
 */
function changesOf({ field, value, bases: [base] }) {
  if (!Array.isArray(value) || !Array.isArray(base)) {
    return withConsequences({ [field]: value });
  }
  return ({ tags }) => ({ tags: mergeTags({ theirs: tags, mine: value, base }) });
}

/**
 * @param {Change} change
 * @param {Ticket | undefined} now the ticket as it is shown after the refusal
 * @param {import('../../../api/errors.js').ApiError} error
 */
function tellRefusal({ ticket, field, value }, now, error) {
  const refusal = refusalOf(error, { ticket, field, value }, now);
  const reason = isReferenceField(field) ? error.fieldErrors[field] : undefined;
  showToast({
    kind: 'error',
    text: reason ? `${refusal} ${reason}` : refusal,
    key: `refused-${ticket.id}-${field}`,
  });
}

/**
 * @param {import('../../../api/errors.js').ApiError} error
 * @param {Pick<Change, 'ticket' | 'field' | 'value'>} change
 * @param {Ticket | undefined} now
 */
function refusalOf(error, { ticket, field, value }, now) {
  const { kind, message, fieldErrors } = error;
  const name = ticketCopy.fields[field].toLowerCase();
  if (kind === 'not_found') return editingCopy.gone(ticket.id);
  if (error instanceof RemovedError) return editingCopy.removed(ticket.id, error.folder);
  if (field === 'folder') return editingCopy.notMoved(ticket.id);
  if (kind === 'conflict') return editingCopy.theirsStays(ticket.id, field, now?.[field] ?? value);
  if (field === 'snoozed_until') return snoozeCopy.failed(fieldErrors[field] ?? message);
  // With a later change on screen "it is … again" would be wrong.
  const word = (/** @type {ChoiceValue} */ one) => wordOf(field, one);
  return isSameValue(now?.[field], ticket[field])
    ? editingCopy.failed(name, word(ticket[field]))
    : editingCopy.failedOver(name, word(value));
}

/** @param {ChoiceField} field @param {ChoiceValue} before */
function undoHint(field, before) {
  if (field === 'folder') return editingCopy.moveBackHint;
  if (field === 'snoozed_until') return snoozeCopy.undoHint;
  return editingCopy.undoHint(ticketCopy.fields[field].toLowerCase(), wordOf(field, before));
}

/**
 * Set one field of a ticket: shown everywhere at once, taken back if the server refuses, with an
 * Undo once it is saved.
 * @param {number} id
 */
export function useUpdateTicket(id) {
  const client = useQueryClient();
  const { mutate } = useMutation({
    // One change after the other for each ticket: the last one asked for is the last one saved.
    scope: { id: `ticket-${id}` },
    mutationFn: (/** @type {Change} */ change) => saveField(client, change),
    onMutate: (change) => {
      beginChange(client, [change.ticket], { id: change.id, changes: changesOf(change) });
      refreshCounts.pause(client);
    },
    onError: (error, change) => {
      const [now] = endChange(client, [change.ticket.id], change.id, () => null);
      tellRefusal(change, now, asApiError(error));
    },
    onSuccess: ({ ticket, before, along, isMine, hasLeft }, change) => {
      const { id: number } = ticket;
      endChange(client, [number], change.id, () => ticket);
      if (hasLeft) {
        tellDeparture(number);
        forgetTicket(client, number);
        const text = editingCopy.left(number, change.field, change.value);
        showToast({ kind: 'success', text, key: `saved-${number}-${change.field}` });
        return;
      }
      if (isMine && !change.isUndo) offerChange(change, ticket, before, along);
    },
    onSettled: () => refreshCounts.resume(client),
  });

  /**
   * @param {Change} change
   * @param {Ticket} saved
   * @param {ChoiceValue} before
   * @param {import('./conflicts/conflictQueue.js').Field[]} along
   */
  function offerChange({ field, onUndo }, saved, before, along) {
    const value = saved[field];
    // The hook may be for another ticket by now: one that was moved is not the current one any more.
    const { id: number } = saved;
    const isSnooze = field === 'snoozed_until';
    const done = isSnooze
      ? snoozeCopy.done(number, saved.snoozed_until)
      : editingCopy.done(number, field, value);
    offerUndo({
      key: `saved-${number}-${field}`,
      text: done + editingCopy.along(along),
      hint: undoHint(field, before),
      run: () => {
        mutate({
          id: nanoid(),
          ticket: saved,
          field,
          value: before,
          bases: [value],
          isUndo: true,
        });
        onUndo?.();
      },
    });
  }

  return {
    /**
     * @param {Ticket} ticket as the person sees it
     * @param {ChoiceField} field
     * @param {ChoiceValue} value
     * @param {() => void} [onUndo] what else is undone with it
     */
    change(ticket, field, value, onUndo) {
      if (isSameValue(ticket[field], value)) return;
      // They differ while changes are under way, which the server may refuse.
      const bases = [ticket[field], confirmedTicket(client, id)?.[field]];
      mutate({ id: nanoid(), ticket, field, value, bases, isUndo: false, onUndo });
    },
  };
}
