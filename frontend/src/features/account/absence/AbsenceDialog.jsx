import { useQuery, useQueryClient } from '@tanstack/react-query';

import { exactTime } from '../../../lib/dates.js';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { AccountDialog } from '../AccountDialog.jsx';
import { accountCopy } from '../copy.js';
import { QueryNote } from '../QueryNote.jsx';
import { useAccountRequest } from '../useAccountRequest.js';
import { AbsenceForm } from './AbsenceForm.jsx';
import { endAbsence, readAbsence } from './api.js';
import { absenceCopy as text } from './copy.js';
import { useHandOver } from './useHandOver.js';

export const ABSENCE = ['account', 'absence'];

/**
 * Until when the person who is signed in is away, and what becomes of their tickets.
 * @param {{ onClose: () => void }} props
 */
export function AbsenceDialog({ onClose }) {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ABSENCE,
    queryFn: ({ signal }) => readAbsence({ signal }),
    staleTime: 0,
  });
  const start = useHandOver(() => {
    void client.invalidateQueries({ queryKey: ABSENCE });
    onClose();
  });
  const end = useAccountRequest(endAbsence, () => {
    showToast({ kind: 'success', text: text.isBack });
    void client.invalidateQueries({ queryKey: ABSENCE });
    onClose();
  });
  const absence = query.data;

  return (
    <AccountDialog title={text.title} text={text.text} onClose={onClose}>
      <QueryNote query={query} failed={text.failed} />
      {absence?.away_until ? (
        <div className="account-section">
          <p>
            <time dateTime={absence.away_until} title={exactTime(absence.away_until)}>
              {text.awayUntil(absence.away_until)}
            </time>
          </p>
          {end.problem ? (
            <p className="alert" role="alert">
              {end.problem}
            </p>
          ) : null}
          <div className="account-actions">
            <button
              type="button"
              className="button button--large button--primary"
              aria-disabled={end.isPending || undefined}
              onClick={() => end.send(undefined)}
            >
              {end.isPending ? accountCopy.working : text.back}
            </button>
          </div>
        </div>
      ) : null}
      {absence && !absence.away_until ? <AbsenceForm absence={absence} start={start} /> : null}
    </AccountDialog>
  );
}
