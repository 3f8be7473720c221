import { Suspense, useDeferredValue, useState } from 'react';

import { useView } from '../../domain/view/useView.js';
import { ErrorState } from '../../ui/ErrorState.jsx';
import { useDelayed } from '../../ui/hooks/useDelayed.js';
import { dashboardCopy } from './copy.js';
import { DashboardCharts } from './DashboardCharts.jsx';
import { DashboardNote } from './DashboardNote.jsx';
import { DashboardSkeleton } from './DashboardSkeleton.jsx';
import { EmptyDashboard, FiguresOffline } from './EmptyDashboard.jsx';
import { Figures } from './Figures.jsx';
import { ReportsSection, TriageSection } from './lazy.js';
import { PeriodSwitch } from './PeriodSwitch.jsx';
import { ResponseCards } from './response/ResponseCards.jsx';
import { useStats } from './useStats.js';

const BUSY_AFTER = 150;

/** The dashboard tab: figures and charts of a period. */
export function StatsDashboard() {
  const { view } = useView();
  const query = useStats(view.period);
  const { data, dataUpdatedAt, isPending, isPlaceholderData, isPaused, isError } = query;
  const isWaiting = isPending || isPlaceholderData;
  const isOffline = isWaiting && isPaused;
  const isSlow = useDelayed(isWaiting && !isOffline, BUSY_AFTER);
  const stats = isOffline ? undefined : data;
  const retry = () => void query.refetch();

  // Placeholder figures have no time of their own.
  const [updatedAt, setUpdatedAt] = useState(dataUpdatedAt);
  if (dataUpdatedAt && dataUpdatedAt !== updatedAt) setUpdatedAt(dataUpdatedAt);

  return (
    <div className="dashboard" aria-busy={isWaiting && !isOffline}>
      <div className="dashboard-head">
        <h1>{dashboardCopy.heading}</h1>
        {stats ? (
          <DashboardNote
            updatedAt={updatedAt}
            isBusy={isSlow}
            isStale={isError}
            period={stats.period.name}
            onRetry={retry}
          />
        ) : null}
        {stats?.total_tickets === 0 ? null : <PeriodSwitch />}
      </div>
      <span className="visually-hidden" role="status">
        {isSlow ? dashboardCopy.loading : ''}
      </span>
      {isSlow && !stats ? <DashboardSkeleton /> : null}
      {isOffline ? <FiguresOffline /> : null}
      {!stats && isError ? (
        <ErrorState title={dashboardCopy.failed} text={query.error.message} onRetry={retry} />
      ) : null}
      {stats ? <Content stats={stats} /> : null}
    </div>
  );
}

/** @param {{ stats: import('../../types').Stats }} props */
function Content({ stats }) {
  // Show the figures at once, and draw the charts without delaying input.
  const showsCharts = useDeferredValue(true, false);
  if (stats.total_tickets === 0) return <EmptyDashboard />;
  return (
    <>
      <Figures stats={stats} />
      {showsCharts ? (
        <>
          <ResponseCards stats={stats} />
          <DashboardCharts period={stats.period} />
          <Suspense fallback={null}>
            <ReportsSection period={stats.period.name} />
            <TriageSection triage={stats.triage} period={stats.period} />
          </Suspense>
        </>
      ) : null}
    </>
  );
}
