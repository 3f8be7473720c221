import Zap from 'lucide-react/icons/zap';
import { useEffect } from 'react';

import { asApiError } from '../../api/errors.js';
import { BASE } from '../../lib/place.js';
import { uiCopy } from '../../ui/copy.js';
import { ErrorState } from '../../ui/ErrorState.jsx';
import { useDelayed } from '../../ui/hooks/useDelayed.js';
import { OfflineBar } from '../../ui/OfflineBar.jsx';
import { ThemeSwitch } from '../../ui/ThemeSwitch.jsx';
import { ToastHost } from '../../ui/toasts/ToastHost.jsx';
import { requestCopy } from './copy.js';
import { NoLink } from './NoLink.jsx';
import { isGone } from './polling.js';
import { PublicSide } from './PublicSide.jsx';
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
  const leadsNowhere = isGone(error);

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
        {data && !leadsNowhere ? <PublicSide token={token} ticket={data} /> : null}
        {leadsNowhere ? <NoLink reference={data?.reference} /> : null}
        {error && !leadsNowhere && !data && !isFetching ? (
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
