import { CATEGORIES, PRIORITIES_BY_URGENCY, STATUSES } from '../../api/vocabulary.js';
import { BreakdownCard } from './BreakdownCard.jsx';
import { EmptyPeriod } from './EmptyDashboard.jsx';
import { PERIOD_DAYS } from './periods.js';
import { SeriesCard } from './SeriesCard.jsx';

/**
 * The charts of a period.
 * @param {{ period: import('../../types').Stats['period'] }} props
 */
export function DashboardCharts({ period }) {
  const days = PERIOD_DAYS[period.name];
  if (days !== null && !period.created && !period.resolved) return <EmptyPeriod days={days} />;
  const { priority_breakdown, category_breakdown, status_breakdown } = period;
  const categories = [...CATEGORIES].sort(
    (one, other) => category_breakdown[other] - category_breakdown[one],
  );
  return (
    <div className="charts">
      <SeriesCard period={period} />
      <BreakdownCard
        field="priority"
        values={PRIORITIES_BY_URGENCY}
        counts={priority_breakdown}
        period={period}
      />
      <BreakdownCard
        field="category"
        values={categories}
        counts={category_breakdown}
        period={period}
      />
      <BreakdownCard field="status" values={STATUSES} counts={status_breakdown} period={period} />
    </div>
  );
}
