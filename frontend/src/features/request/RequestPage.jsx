import Link2Off from 'lucide-react/icons/link-2-off';
import Printer from 'lucide-react/icons/printer';
import Zap from 'lucide-react/icons/zap';
import { useEffect } from 'react';

import { asApiError } from '../../api/errors.js';
import { ticketCopy } from '../../domain/ticket/copy.js';
import { StatusIcon } from '../../domain/ticket/StatusIcon.jsx';
import { TicketTime } from '../../domain/ticket/TicketTime.jsx';
import { uiCopy } from '../../ui/copy.js';
import { ErrorState } from '../../ui/ErrorState.jsx';
import { useDelayed } from '../../ui/hooks/useDelayed.js';
import { useNow } from '../../ui/hooks/useNow.js';
import { OfflineBar } from '../../ui/OfflineBar.jsx';
import { RichText } from '../../ui/RichText.jsx';
import { BASE } from '../../lib/place.js';
import { ThemeSwitch } from '../../ui/ThemeSwitch.jsx';
import { ToastHost } from '../../ui/toasts/ToastHost.jsx';
import { requestCopy } from './copy.js';
import { usePublicTicket } from './usePublicTicket.js';
import './request.css';

const LONG = 300;

/**
 * The page behind a private link: the public part of one ticket, and no way to any other.
 * @param {{ token: string }} props
 */
export function RequestPage({ token }) {
  const { data, error, isPending, isFetching, refetch } = usePublicTicket(token);
  const isLate = useDelayed(isPending, LONG);
  const isGone = error !== null && asApiError(error).kind === 'not_found';

  useEffect(() => {
    document.title = uiCopy.documentTitle(requestCopy.page);
  }, []);

  return (
    <>
      <meta name="robots" content="noindex" />
      <header className="navbar request-bar">
        <a className="brand" href={BASE} aria-label={uiCopy.product}>
          <span className="brand-mark">
            <Zap aria-hidden="true" fill="currentColor" />
          </span>
          <span className="brand-name" translate="no">
            {uiCopy.product}
          </span>
        </a>
        <ThemeSwitch />
      </header>
      <OfflineBar text={requestCopy.offline} />
      <main id="main" className="main request" tabIndex={-1}>
        {isLate ? (
          <div role="status">
            <h1 className="request-loading">{requestCopy.loading}</h1>
          </div>
        ) : null}
        {data && !isGone ? <PublicSide ticket={data} /> : null}
        {isGone ? <NoLink /> : null}
        {error && !isGone && !data && !isFetching ? (
          <ErrorState
            title={requestCopy.failed}
            text={asApiError(error).message}
            onRetry={() => void refetch()}
            level={1}
          />
        ) : null}
      </main>
      <ToastHost />
    </>
  );
}

/** @param {{ ticket: import('../../types').PublicTicket }} props */
function PublicSide({ ticket }) {
  const now = useNow();
  const { title, description, status, category, reference } = ticket;
  const { created_at, updated_at, resolved_at } = ticket;
  const isChanged = updated_at !== created_at && updated_at !== resolved_at;
  return (
    <>
      <article className="glass request-ticket" aria-labelledby="request-title">
        <div className="request-status" role="status">
          <StatusIcon status={status} />
          <strong>{ticketCopy.values[status]}</strong>
          <span>{requestCopy.status[status]}</span>
        </div>
        <h1 className="request-title" id="request-title" dir="auto">
          {title}
        </h1>
        <dl className="request-facts">
          <Fact name={requestCopy.sent}>
            <TicketTime iso={created_at} now={now} />
          </Fact>
          {resolved_at ? (
            <Fact name={requestCopy.resolved}>
              <TicketTime iso={resolved_at} now={now} />
            </Fact>
          ) : null}
          {isChanged ? (
            <Fact name={requestCopy.changed}>
              <TicketTime iso={updated_at} now={now} />
            </Fact>
          ) : null}
          <Fact name={ticketCopy.fields.category}>{ticketCopy.values[category]}</Fact>
          <Fact name={requestCopy.reference}>
            <bdi translate="no">{reference}</bdi>
          </Fact>
        </dl>
        <h2 className="detail-subhead">{ticketCopy.description}</h2>
        <RichText text={description} />
      </article>
      <p className="hint request-note">{requestCopy.note}</p>
      <div className="state-actions">
        <a className="button button--primary" href={BASE}>
          {requestCopy.another}
        </a>
        <button type="button" className="button button--soft" onClick={() => window.print()}>
          <Printer aria-hidden="true" />
          {requestCopy.print}
        </button>
      </div>
    </>
  );
}

/** @param {{ name: string, children: import('react').ReactNode }} props */
function Fact({ name, children }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Tells that the link does not work, whether unknown, replaced or revoked. */
function NoLink() {
  return (
    <div className="state" role="alert">
      <span className="state-glyph">
        <Link2Off aria-hidden="true" />
      </span>
      <h1 className="state-title">{requestCopy.gone.title}</h1>
      <p className="state-text">{requestCopy.gone.text}</p>
      <div className="state-actions">
        <a className="button button--primary" href={BASE}>
          {requestCopy.another}
        </a>
      </div>
    </div>
  );
}
