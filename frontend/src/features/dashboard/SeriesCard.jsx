import { Suspense } from 'react';

import { shortDay, shortMonth } from '../../lib/dates.js';
import { formatCount } from '../../lib/numbers.js';
import { DataTable } from '../../ui/table/DataTable.jsx';
import { ChartCard } from './ChartCard.jsx';
import { dashboardCopy } from './copy.js';
import { SeriesChart } from './lazy.js';
import { PERIOD_DAYS, fillSeries, peakOf, zoneOf } from './periods.js';

/**
 * The tickets created and resolved on each day of the period, or in each month.
 * @param {{ period: import('../../types').Stats['period'] }} props
 */
export function SeriesCard({ period }) {
  const text = dashboardCopy.series;
  const { bucket, created, resolved, name } = period;
  const dateLabel = bucket === 'day' ? shortDay : shortMonth;
  const steps = fillSeries(period);
  const peak = peakOf(steps);
  const summary = text.summary(
    { created, resolved, days: PERIOD_DAYS[name] },
    peak && { when: dateLabel(peak.date), count: peak.created },
  );
  return (
    <ChartCard
      title={text.title}
      note={text.notes[bucket](zoneOf(period))}
      summary={summary}
      place="series"
      legend={<Legend created={created} resolved={resolved} />}
      table={
        <DataTable
          caption={text.title}
          columns={[text.steps[bucket], text.created, text.resolved]}
          rows={steps
            .map((step) => [
              { text: dateLabel(step.date), value: step.date },
              { text: formatCount(step.created), value: step.created },
              { text: formatCount(step.resolved), value: step.resolved },
            ])
            .reverse()}
          days={period}
        />
      }
    >
      <div className="series-chart">
        <Suspense fallback={null}>
          <SeriesChart steps={steps} dateLabel={dateLabel} label={summary} />
        </Suspense>
      </div>
    </ChartCard>
  );
}

/**
 * The legend of the lines: by word, by line style and by colour.
 * @param {{ created: number, resolved: number }} props
 */
function Legend({ created, resolved }) {
  const text = dashboardCopy.series;
  return (
    <p className="legend">
      <LegendItem kind="created" name={text.created} count={created} />
      <LegendItem kind="resolved" name={text.resolved} count={resolved} />
    </p>
  );
}

/** @param {{ kind: string, name: string, count: number }} props */
function LegendItem({ kind, name, count }) {
  return (
    <span className="legend-item">
      <svg className={`legend-line legend-line--${kind}`} viewBox="0 0 20 10" aria-hidden="true">
        {kind === 'created' ? <path className="legend-area" d="M0 5h20v5H0z" /> : null}
        <path d="M0 5h20" />
      </svg>
      <span>{name}</span> <b>{formatCount(count)}</b>
    </span>
  );
}
