import { useQuery, useQueryClient } from '@tanstack/react-query';

import { TicketTime } from '../../../domain/ticket/TicketTime.jsx';
import { useNow } from '../../../ui/hooks/useNow.js';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { AccountDialog } from '../AccountDialog.jsx';
import { ConfirmedAction } from '../ConfirmedAction.jsx';
import { QueryNote } from '../QueryNote.jsx';
import { Reauthentication } from '../security/Reauthentication.jsx';
import { useAccountRequest } from '../useAccountRequest.js';
import { endOtherSessions, endSession, listSessions } from './api.js';
import { sessionsCopy } from './copy.js';

const text = sessionsCopy;

/** @typedef {import('../../../types').DeviceSession} DeviceSession */

export const SESSIONS = ['account', 'sessions'];

/**
 * The sessions of the person who is signed in, each on its device.
 * @param {{ onClose: () => void }} props
 */
export function SessionsDialog({ onClose }) {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: SESSIONS,
    queryFn: ({ signal }) => listSessions({ signal }),
    staleTime: 0,
  });
  const refresh = () => void client.invalidateQueries({ queryKey: SESSIONS });
  const endOthers = useAccountRequest(endOtherSessions, () => {
    showToast({ kind: 'success', text: text.othersEnded });
    refresh();
  });
  const others = query.data?.filter((session) => !session.is_current).length ?? 0;

  return (
    <AccountDialog title={text.title} text={text.text} onClose={onClose}>
      <section className="account-section" aria-label={text.title}>
        <QueryNote query={query} failed={text.failed} />
        {query.data?.length === 0 ? <p className="hint">{text.none}</p> : null}
        <ul className="account-list">
          {query.data?.map((session) => (
            <Session key={session.id} session={session} onEnded={refresh} />
          ))}
        </ul>
        {others ? (
          <ConfirmedAction
            action={text.endOthers}
            question={text.endOthersAsk(others)}
            refuse={text.keepOthers}
            request={endOthers}
          />
        ) : null}
      </section>
      <Reauthentication />
    </AccountDialog>
  );
}

/** @param {{ session: DeviceSession, onEnded: () => void }} props */
function Session({ session, onEnded }) {
  const now = useNow();
  const { id, address, created_at: created, last_seen_at: seen, is_current: isCurrent } = session;
  const device = session.device || text.unknownDevice;
  const end = useAccountRequest(endSession, () => {
    showToast({ kind: 'success', text: text.ended(device) });
    onEnded();
  });
  return (
    <li>
      <div className="account-list-text">
        <span>
          <bdi>{device}</bdi>
          {isCurrent ? <span className="account-mark">{text.current}</span> : null}
        </span>
        <span className="hint">
          {address ? (
            <>
              <bdi dir="ltr" translate="no">
                {address}
              </bdi>
              <span>{' · '}</span>
            </>
          ) : null}
          <span>{text.since}</span> <TicketTime iso={created} now={now} />
          <span>{' · '}</span>
          <span>{text.seen}</span> <TicketTime iso={seen} now={now} />
        </span>
        {end.problem ? (
          <p className="field-error" role="alert">
            {text.notEnded(end.problem)}
          </p>
        ) : null}
      </div>
      {isCurrent ? null : (
        <button
          type="button"
          className="button button--small button--soft"
          aria-label={text.endNamed(device)}
          aria-disabled={end.isPending || undefined}
          onClick={() => end.send(id)}
        >
          {text.end}
        </button>
      )}
    </li>
  );
}
