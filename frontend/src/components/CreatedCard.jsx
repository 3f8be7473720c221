import { Suspense } from 'react';

import { useNow } from '../hooks/useNow.js';
import { copy } from '../lib/copy.js';
import { fillDays, shortDay } from '../lib/dates.js';
import { formatCount } from '../lib/numbers.js';
import { ChartCard } from './ChartCard.jsx';
import { CreatedChart } from './chartCode.js';
import { DataTable } from './DataTable.jsx';

/**
 * How many tickets came in on each of the last days.
 * @param {{ counts: { date: string, count: number }[] }} props
 */
export function CreatedCard({ counts }) {
  const days = fillDays(counts, useNow());
  const total = days.reduce((sum, { count }) => sum + count, 0);
  const peak = days.reduce((most, day) => (day.count > most.count ? day : most), days[0]);
  const text = copy.dashboard.created;
  const summary = text.summary(
    total,
    days.length,
    peak.count ? { day: shortDay(peak.date), count: peak.count } : null,
  );
  return (
    <ChartCard
      title={text.title}
      note={text.note}
      summary={summary}
      isWide
      table={
        <DataTable
          caption={text.title}
          columns={[text.day, text.count]}
          rows={days.map(({ date, count }) => [shortDay(date), formatCount(count)]).reverse()}
        />
      }
    >
      <div className="created-chart">
        <Suspense fallback={null}>
          <CreatedChart days={days} label={summary} />
        </Suspense>
      </div>
    </ChartCard>
  );
}
