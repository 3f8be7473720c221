import { useQueryClient } from '@tanstack/react-query';

import { changeTickets } from '../../../api/tickets.js';
import { asApiError } from '../../../api/errors.js';
import { useAccount } from '../../../domain/session/useAccess.js';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { offerUndo } from '../../../ui/toasts/undoStack.js';
import { useAccountRequest } from '../useAccountRequest.js';
import { startAbsence } from './api.js';
import { absenceCopy as text } from './copy.js';

/** As many as one request takes back. */
const MOST = 1_000;

/**
 * Return the request by which an absence starts; the tickets that were handed over can be taken back.
 * @param {() => void} onDone
 */
export function useHandOver(onDone) {
  const client = useQueryClient();
  const account = useAccount();
  const refresh = () => void client.invalidateQueries({ queryKey: ['tickets'] });

  /** @param {number[]} ids */
  async function takeBack(ids) {
    try {
      await changeTickets([{ ids, set: { assignee: account?.id ?? null } }]);
      showToast({ kind: 'success', text: text.undone });
    } catch (error) {
      showToast({ kind: 'error', text: text.notUndone(asApiError(error).message) });
    }
    refresh();
  }

  return useAccountRequest(startAbsence, ({ away_until: until, given, unassigned }) => {
    onDone();
    const ids = [...given, ...unassigned];
    const told = [
      until ? text.started(until) : '',
      text.handed(given.length, unassigned.length),
    ].filter(Boolean);
    if (!told.length) return;
    if (ids.length) refresh();
    if (ids.length && ids.length <= MOST) {
      offerUndo({
        key: 'absence',
        text: told.join(' '),
        hint: text.undoHint,
        run: () => void takeBack(ids),
      });
    } else {
      showToast({ kind: 'success', text: told.join(' ') });
    }
  });
}
