import { ChartNoAxesColumn } from 'lucide-react';

import { useDelayed } from '../hooks/useDelayed.js';
import { useNow } from '../hooks/useNow.js';
import { useStats } from '../hooks/useStats.js';
import { copy } from '../lib/copy.js';
import { ago } from '../lib/dates.js';
import { CATEGORIES, PRIORITIES_BY_URGENCY } from '../lib/vocabulary.js';
import { BreakdownCard } from './BreakdownCard.jsx';
import { CreatedCard } from './CreatedCard.jsx';
import { DashboardSkeleton } from './DashboardSkeleton.jsx';
import { ErrorState } from './ErrorState.jsx';
import { Figures } from './Figures.jsx';
import { StaleBar } from './StaleBar.jsx';
import { ViewLink } from './ViewLink.jsx';

const SKELETON_AFTER = 150;

/** The figures and pictures for who wants to know how things stand. */
export function StatsDashboard() {
  const query = useStats();
  const { data: stats, dataUpdatedAt, isPending, isError } = query;
  const isSlow = useDelayed(isPending, SKELETON_AFTER);
  const retry = () => void query.refetch();

  return (
    <div className="dashboard" aria-busy={isPending}>
      <div className="dashboard-head">
        <h1>{copy.dashboard.heading}</h1>
        {stats ? <Updated at={dataUpdatedAt} /> : null}
      </div>
      <span className="visually-hidden" role="status">
        {isSlow ? copy.dashboard.loading : ''}
      </span>
      {isSlow ? <DashboardSkeleton /> : null}
      {!stats && isError ? (
        <ErrorState title={copy.dashboard.failed} text={query.error.message} onRetry={retry} />
      ) : null}
      {stats && isError ? <StaleBar since={dataUpdatedAt} onRetry={retry} /> : null}
      {stats ? <Content stats={stats} /> : null}
    </div>
  );
}

/** @param {{ at: number }} props */
function Updated({ at }) {
  const now = useNow();
  const elapsed = ago(new Date(at).toISOString(), now);
  return <span className="dashboard-updated">{copy.dashboard.updated(elapsed)}</span>;
}

/** @param {{ stats: import('../types').Stats }} props */
function Content({ stats }) {
  if (stats.total_tickets === 0) return <NothingToCount />;
  const categories = [...CATEGORIES].sort(
    (one, other) => stats.category_breakdown[other] - stats.category_breakdown[one],
  );
  return (
    <>
      <Figures stats={stats} />
      <div className="charts">
        <CreatedCard counts={stats.created_per_day} />
        <BreakdownCard
          field="priority"
          title={copy.dashboard.byPriority}
          values={PRIORITIES_BY_URGENCY}
          counts={stats.priority_breakdown}
        />
        <BreakdownCard
          field="category"
          title={copy.dashboard.byCategory}
          values={categories}
          counts={stats.category_breakdown}
        />
      </div>
    </>
  );
}

function NothingToCount() {
  const { title, text, action } = copy.dashboard.empty;
  return (
    <div className="state">
      <span className="state-glyph">
        <ChartNoAxesColumn aria-hidden="true" />
      </span>
      <h2 className="state-title">{title}</h2>
      <p className="state-text">{text}</p>
      <div className="state-actions">
        <ViewLink className="button button--primary" to={{ tab: 'submit' }}>
          {action}
        </ViewLink>
      </div>
    </div>
  );
}
