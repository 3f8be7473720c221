import { useMutation, useQueryClient } from '@tanstack/react-query';
import { nanoid } from 'nanoid/non-secure';

import { leavesOut } from '../../../api/requests.js';
import { changeTickets } from '../../../api/tickets.js';
import {
  isReferenceField,
  toRequest,
  withConsequences,
} from '../../../domain/ticket/fieldValues.js';
import { changesFor } from '../../../domain/ticket/optimistic.js';
import { editTags, isTagEdit } from '../../../domain/ticket/tagEdits.js';
import { refreshCounts } from '../../../domain/ticket/counts/refreshCounts.js';
import { keys } from '../../../domain/ticket/keys.js';
import { tellDeparture } from '../../../domain/ticket/departures.js';
import {
  beginChange,
  endChange,
  forgetTicket,
  listedTickets,
} from '../../../domain/ticket/ticketCache.js';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { offerUndo } from '../../../ui/toasts/undoStack.js';
import { bulkCopy } from './copy.js';

/**
 * @typedef {import('../../../types').BulkOperation} BulkOperation
 * @typedef {import('../../../types').ChoiceField} ChoiceField
 * @typedef {import('../../../types').BulkValue} BulkValue
 * @typedef {{ id: string, operations: BulkOperation[], count: number, field: ChoiceField, value: BulkValue, isUndo: boolean }} BulkChange
 */

/**
 * Show a bulk change on the cached tickets before the server has confirmed it, and return these.
 * @param {import('@tanstack/react-query').QueryClient} client
 * @param {BulkChange} change
 */
function begin(client, change) {
  const listed = listedTickets(client);
  return change.operations.flatMap((operation) => {
    const tickets = (operation.ids ?? []).flatMap((number) => listed.get(number) ?? []);
    const changes = shownChanges(change, operation);
    beginChange(client, tickets, { id: change.id, changes });
    return tickets.map((ticket) => ({ number: ticket.id, set: changes }));
  });
}

/**
 * Return what an operation changes on screen at once. An undo has agents and teams by their ids alone,
 * and is shown once it is done.
 * @param {BulkChange} change
 * @param {BulkOperation} operation
 * @returns {import('../../../domain/ticket/optimistic.js').Changes}
 */
function shownChanges({ field, value, isUndo }, { set }) {
  if (isTagEdit(value)) {
    const { add_tags: add = [], remove_tags: remove = [] } = set;
    return ({ tags = [] }) => ({ tags: editTags(tags, { add, remove }) });
  }
  if (!isUndo) return withConsequences({ [field]: value });
  return withConsequences(
    Object.fromEntries(Object.entries(set).filter(([name]) => !isReferenceField(name))),
  );
}

/**
 * Return the changed tickets that a team has now which is closed to this person: there is no undo of
 * theirs.
 * @param {import('../../../types').BulkResult} result
 */
function leftIn({ changed, undo }) {
  const kept = new Set(undo.flatMap(({ ids }) => ids));
  return changed.map(({ id }) => id).filter((id) => !kept.has(id));
}

/** @param {BulkValue} value @param {ChoiceField} field @returns {BulkOperation['set']} */
function toSet(field, value) {
  if (!isTagEdit(value)) return { [field]: toRequest(value) };
  const { add, remove } = value;
  return { ...(add.length && { add_tags: add }), ...(remove.length && { remove_tags: remove }) };
}

/** Return a function that changes many tickets in one request, with one Undo for all of them. */
export function useBulkUpdate() {
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: (/** @type {BulkChange} */ { operations }) => changeTickets(operations),
    onMutate: (change) => {
      refreshCounts.pause(client);
      return begin(client, change);
    },
    onError: (error, change, begun) => {
      const ids = (begun ?? []).map(({ number }) => number);
      endChange(client, ids, change.id, () => null);
      showToast({ kind: 'error', text: `${bulkCopy.failed(change.count)} ${error.message}` });
    },
    onSuccess: (result, change, begun) => {
      const changed = new Map(result.changed.map((ticket) => [ticket.id, ticket]));
      for (const { number, set } of begun) {
        endChange(client, [number], change.id, (ticket) => ({
          ...ticket,
          ...changesFor(set, ticket),
          ...changed.get(number),
        }));
      }
      leftIn(result).forEach((id) => {
        tellDeparture(id);
        forgetTicket(client, id);
      });
      tell(result, change);
      // Changed tickets that were not named may be on screen too.
      const hasUnshown = change.isUndo && isReferenceField(change.field);
      if (hasUnshown || change.operations.some(({ matching }) => matching)) {
        void client.resetQueries({ queryKey: keys.lists });
      }
    },
    onSettled: () => refreshCounts.resume(client),
  });

  /**
   * @param {import('../../../types').BulkResult} result
   * @param {BulkChange} change
   */
  function tell(result, { field, value, isUndo }) {
    if (isUndo) {
      showToast({ kind: 'success', key: 'bulk', text: bulkCopy.undone });
      return;
    }
    const missing = result.missing.length ? ` ${bulkCopy.missing(result.missing.length)}` : '';
    const count = result.changed.length;
    if (!count) {
      showToast({ kind: 'success', key: 'bulk', text: missing || bulkCopy.nothing });
      return;
    }
    const left = leftIn(result).length;
    const text =
      (left ? bulkCopy.left(left, field, value) : bulkCopy.done(count, field, value)) + missing;
    if (!result.undo.length) {
      showToast({ kind: 'success', key: 'bulk', text });
      return;
    }
    offerUndo({
      key: 'bulk',
      text,
      hint: bulkCopy.undoHint,
      run: () =>
        mutate({ id: nanoid(), operations: result.undo, count, field, value, isUndo: true }),
    });
  }

  return {
    isPending,
    /**
     * @param {{ ids: number[] } | { matching: import('../../../types').TicketFilters }} target
     * @param {number} count how many tickets that are
     * @param {ChoiceField} field
     * @param {BulkValue} value
     */
    change(target, count, field, value) {
      const operations = [{ ...targetOf(target), set: toSet(field, value) }];
      mutate({ id: nanoid(), operations, count, field, value, isUndo: false });
    },
  };
}

/**
 * @param {{ ids: number[] } | { matching: import('../../../types').TicketFilters }} target
 * @returns {Pick<BulkOperation, 'ids' | 'matching'>}
 */
function targetOf(target) {
  if ('ids' in target) return target;
  const matching = Object.fromEntries(
    Object.entries(target.matching).filter(
      ([, value]) => value && !(Array.isArray(value) && !value.length),
    ),
  );
  return { matching: leavesOut(target.matching) ? { ...matching, snoozed: false } : matching };
}
