import { PRIORITIES_BY_URGENCY } from '../../../api/vocabulary.js';
import { ticketCopy } from '../../../domain/ticket/copy.js';
import { formatCount } from '../../../lib/numbers.js';
import { DataTable } from '../../../ui/table/DataTable.jsx';
import { Bars } from '../Bars.jsx';
import { ChartCard } from '../ChartCard.jsx';
import { endedIn } from '../dashboardLinks.js';
import { exactSpan, formatSpan } from './durations.js';
import { PERIOD_DAYS, zoneOf } from '../periods.js';
import { responseCopy } from './copy.js';
import { ResponseFigure } from './ResponseFigure.jsx';
import { responseTrend } from './responseTrend.js';

/** @param {number | null} seconds */
const spanOf = (seconds) => (seconds === null ? responseCopy.none : formatSpan(seconds));

/**
 * The median and the 90th percentile of what ended in the period, as a whole and by priority.
 * @param {object} props
 * @param {'first_response' | 'resolution'} props.metric
 * @param {import('../../../types').ResponseTimes} props.times
 * @param {import('../../../types').Stats['period']} props.period
 */
export function MetricCard({ metric, times, period }) {
  const text = responseCopy.metrics[metric];
  const days = PERIOD_DAYS[period.name];
  const trend = responseTrend(times, days);
  const { count, median_seconds: median, p90_seconds: most } = times;
  const isEmpty = median === null || most === null;
  const to = endedIn(metric, period.name);
  const value = isEmpty ? '' : formatSpan(median);
  const note = isEmpty ? '' : responseCopy.most(formatSpan(most));
  const rows = PRIORITIES_BY_URGENCY.map((priority) => {
    const of = times.by_priority[priority];
    return {
      value: priority,
      name: ticketCopy.values[priority],
      count: of.median_seconds ?? 0,
      text: spanOf(of.median_seconds),
      to: { ...to, priority: [priority] },
      of,
    };
  });
  return (
    <ChartCard
      title={text.title}
      note={text.note}
      summary={
        isEmpty ? text.empty : responseCopy.summary([`${responseCopy.median} ${value}`, note])
      }
      place="response"
      table={
        <DataTable
          caption={text.title}
          columns={[
            responseCopy.priority,
            text.tableCount,
            { text: responseCopy.median, value: responseCopy.seconds(responseCopy.median) },
            { text: responseCopy.mostColumn, value: responseCopy.seconds(responseCopy.mostColumn) },
          ]}
          rows={[...rows, { name: responseCopy.all, of: times }].map(({ name, of }) => [
            name,
            { text: formatCount(of.count), value: of.count },
            { text: spanOf(of.median_seconds), value: of.median_seconds ?? '' },
            { text: spanOf(of.p90_seconds), value: of.p90_seconds ?? '' },
          ])}
          days={period}
        />
      }
    >
      {isEmpty ? (
        <p className="response-empty">{text.empty}</p>
      ) : (
        <>
          <ResponseFigure
            name={text.title}
            value={value}
            definition={`${text.definition(count, days, zoneOf(period))} ${responseCopy.exact(exactSpan(median), exactSpan(most))}`}
            trend={trend}
            to={to}
          >
            {`${responseCopy.medianOf(text.count(count))} · ${note}`}
          </ResponseFigure>
          <Bars field="priority" rows={rows} />
        </>
      )}
    </ChartCard>
  );
}
