import { useQueryClient } from '@tanstack/react-query';

import { BULK_MAX } from '../../api/vocabulary.js';
import { useAccount } from '../../domain/session/useAccess.js';
import { menuName } from '../../domain/ticket/menuName.js';
import { isSnoozed } from '../../domain/ticket/snooze.js';
import { cachedTicket, listedTickets } from '../../domain/ticket/ticketCache.js';
import { filtersOf } from '../../domain/view/filters.js';
import { useView } from '../../domain/view/useView.js';
import { useCommands } from '../../ui/commands/commandRegistry.js';
import { openMenu } from '../../ui/hooks/menuState.js';
import { showToast } from '../../ui/toasts/toastStore.js';
import { assignmentCopy } from './assignment/copy.js';
import { bulkCopy } from './bulk/copy.js';
import { useBulkUpdate } from './bulk/useBulkUpdate.js';
import { askBeforeAssigning } from './collision/collision.js';
import { openDialog } from './merging/openDialog.js';
import { useUpdateTicket } from './editing/useUpdateTicket.js';
import { useHasBin } from './removal/useHasBin.js';
import { snoozeCopy } from './snooze/copy.js';
import { openSnoozeDialog } from './snooze/dialog.js';
import { useNextInQueue } from './queues/useNextInQueue.js';
import { useQueueCommands } from './queues/useQueueCommands.js';

/** @typedef {import('../../types').ChoiceField} ChoiceField */
/** @typedef {import('../../types').BulkValue} BulkValue */

const DONE = ['resolved', 'closed'];

/** @param {string} text */
const refuse = (text) => showToast({ kind: 'error', key: 'snooze', text });

/**
 * Offer the commands for the list, and for the ticket or the selection in it.
 * @param {import('./useWorkspace.js').Workspace} workspace
 */
export function useWorkspaceCommands(workspace) {
  const { list, selection, arrivals, rows, current, openRow, navigation } = workspace;
  const { moveTo, neighbour, close, leave } = navigation;
  const client = useQueryClient();
  const { view } = useView();
  const openId = view.ticket;
  const { change } = useUpdateTicket(openId ?? current?.id ?? 0);
  const bulk = useBulkUpdate();
  const account = useAccount();
  const nextInQueue = useNextInQueue({ open: openRow, next: neighbour(openId === null ? 0 : 1) });
  const { total } = list;
  const hasBin = useHasBin();

  /** The number of tickets that a change of the selection is about. */
  const selectedCount = selection.isAll && total ? total.count : selection.ids.size;

  /**
   * @param {ChoiceField} field
   * @param {BulkValue} value
   */
  function changeSelection(field, value) {
    if (selectedCount > BULK_MAX) {
      showToast({ kind: 'error', key: 'bulk', text: bulkCopy.tooMany(BULK_MAX) });
      return;
    }
    const ids = field === 'snoozed_until' && value ? undoneIds() : [...selection.ids];
    if (!ids.length) {
      refuse(snoozeCopy.closed);
      return;
    }
    const target = selection.isAll
      ? { matching: filtersOf(view) }
      : { ids: ids.sort((one, other) => one - other) };
    bulk.change(target, selection.isAll ? selectedCount : ids.length, field, value);
    if (field === 'folder') {
      leave(selection.ids);
      selection.clear();
    } else {
      clearSelection();
    }
  }

  /** Return those of the selected tickets that can be snoozed. */
  function undoneIds() {
    const listed = listedTickets(client);
    return [...selection.ids].filter((id) => !DONE.includes(listed.get(id)?.status ?? ''));
  }

  /** Clear the selection and return to the row, because the focused element goes with it. */
  function clearSelection() {
    selection.clear();
    if (current) moveTo(current.id);
  }

  /** @param {string} value */
  function setStatus(value) {
    if (selection.ids.size) changeSelection('status', value);
    else if (current) change(current, 'status', value);
  }

  /** Give the ticket, or the selection, to who is signed in. */
  function take() {
    if (!account) {
      showToast({ kind: 'error', key: 'take', text: assignmentCopy.signIn });
      return;
    }
    const me = { id: account.id, name: account.name };
    if (selection.ids.size) changeSelection('assignee', me);
    else if (current) {
      askBeforeAssigning(current.id, me, me.id, () => change(current, 'assignee', me));
    }
  }

  /** @param {import('../../types').Folder | null} folder */
  function moveToFolder(folder) {
    if (selection.ids.size) {
      changeSelection('folder', folder);
      return;
    }
    if (!current) return;
    change(current, 'folder', folder);
    leave([current.id]);
  }

  /** @param {ChoiceField} field */
  function chooseValue(field) {
    if (selection.ids.size) openMenu(menuName('bulk', field));
    else if (openId !== null) openMenu(menuName('detail', field, openId));
    else if (current) openMenu(menuName('row', field, current.id));
  }

  /** A row alone has no button for its tags: it is selected, as if it were several. */
  function chooseTags() {
    if (!selection.ids.size && openId === null && current) rows.moves.pick(current.id, false);
    if (!selection.ids.size && openId !== null) openMenu(menuName('detail', 'tags', openId));
    else openMenu(menuName('bulk', 'tags'));
  }

  /** Return the open ticket, which the list need not have, or the one that keys act on. */
  const subject = () => (openId === null ? current : cachedTicket(client, openId));

  function snooze() {
    const ticket = subject();
    if (selection.ids.size) openMenu(menuName('bulk', 'snoozed_until'));
    else if (ticket && DONE.includes(ticket.status)) refuse(snoozeCopy.closed);
    else if (openId !== null) openMenu(menuName('detail', 'snoozed_until', openId));
    else if (ticket) {
      openSnoozeDialog({
        what: `#${ticket.id}`,
        onChoose: (until) => change(ticket, 'snoozed_until', until),
      });
    }
  }

  function wake() {
    const ticket = subject();
    if (selection.ids.size) changeSelection('snoozed_until', null);
    else if (ticket && isSnoozed(ticket, Date.now())) change(ticket, 'snoozed_until', null);
    else if (ticket) refuse(snoozeCopy.awake(ticket.id));
  }

  /** The tickets to merge: the open one, the two that are selected, or the row. */
  function merge() {
    const ids = [...selection.ids];
    if (ids.length === 2) openDialog({ kind: 'merge', tickets: ids });
    else if (current && !ids.length) openDialog({ kind: 'merge', tickets: [openId ?? current.id] });
    else showToast({ kind: 'error', key: 'merging', text: bulkCopy.mergeTwo });
  }

  /** @param {number} by */
  function step(by) {
    const next = neighbour(by);
    if (next !== undefined) moveTo(next);
  }

  /** @param {number} by */
  function extend(by) {
    const next = neighbour(by);
    if (current && !selection.ids.has(current.id)) selection.toggle(current.id);
    if (next === undefined) return;
    selection.extend(list.order, next);
    moveTo(next);
  }

  function closeTopmost() {
    if (selection.ids.size) clearSelection();
    else if (openId !== null) close();
  }

  const hasTarget = selection.ids.size > 0 || current !== undefined;
  const isAside = view.folder.length > 0;
  // One that was merged goes where the ticket with its conversation goes.
  const canMove = selection.ids.size > 0 || (current !== undefined && !current.merged_into);
  useCommands({
    next_in_queue: nextInQueue,
    ...useQueueCommands(),
    search: () => document.getElementById('ticket-search')?.focus(),
    filter: () => openMenu(menuName('filter', 'status')),
    next: () => step(1),
    previous: () => step(-1),
    extend_down: () => extend(1),
    extend_up: () => extend(-1),
    ...(current && openId === null ? { open: () => openRow(current.id) } : {}),
    ...(current ? { select: () => rows.moves.pick(current.id, false) } : {}),
    ...(arrivals.count ? { show_new: arrivals.accept } : {}),
    ...(canMove && !view.folder.includes('spam') ? { spam: () => moveToFolder('spam') } : {}),
    ...(canMove && hasBin && !view.folder.includes('bin')
      ? { delete: () => moveToFolder('bin') }
      : {}),
    ...(canMove && isAside ? { restore: () => moveToFolder(null) } : {}),
    // What is set aside can only be moved.
    ...(hasTarget && !isAside
      ? {
          set_status: () => chooseValue('status'),
          set_priority: () => chooseValue('priority'),
          set_category: () => chooseValue('category'),
          assign: () => chooseValue('assignee'),
          set_tags: chooseTags,
          take,
          resolve: () => setStatus('resolved'),
          reopen: () => setStatus('open'),
          merge,
        }
      : {}),
    ...((hasTarget || openId !== null) && !isAside ? { snooze, wake } : {}),
    ...(selection.ids.size || openId !== null ? { close: closeTopmost } : {}),
  });

  return { changeSelection, clearSelection, selectedCount };
}
