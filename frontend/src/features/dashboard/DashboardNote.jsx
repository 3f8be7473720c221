import LoaderCircle from 'lucide-react/icons/loader-circle';

import { ago } from '../../lib/dates.js';
import { useNow } from '../../ui/hooks/useNow.js';
import { StaleBar } from '../../ui/StaleBar.jsx';
import { dashboardCopy } from './copy.js';

/**
 * The age of the figures. Its space is fixed, so that nothing moves when it changes.
 * @param {object} props
 * @param {number} props.updatedAt
 * @param {boolean} props.isBusy whether others are on their way
 * @param {boolean} props.isStale whether newer ones could not be had
 * @param {import('../../types').Period} props.period
 * @param {() => void} props.onRetry
 */
export function DashboardNote({ updatedAt, isBusy, isStale, period, onRetry }) {
  const elapsed = ago(new Date(updatedAt).toISOString(), useNow());
  if (isStale) return <StaleBar since={updatedAt} onRetry={onRetry} />;
  return (
    <span className="dashboard-note">
      <span className="dashboard-period">{`${dashboardCopy.periods[period]} · `}</span>
      {isBusy ? (
        <>
          <LoaderCircle className="spinner" aria-hidden="true" />
          <span>{dashboardCopy.loading}</span>
        </>
      ) : (
        <span>{dashboardCopy.updated(elapsed)}</span>
      )}
    </span>
  );
}
