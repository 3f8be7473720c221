import { formatCount } from '../../../lib/numbers.js';
import { DataTable } from '../../../ui/table/DataTable.jsx';
import { Bars } from '../Bars.jsx';
import { ChartCard } from '../ChartCard.jsx';
import { reportsCopy } from './copy.js';
import { openOf } from './reportRows.js';

/** @typedef {import('../../../types').Reports} Reports */

/** @param {Reports['backlog'][number]} age */
function nameOf({ older_than: older, created_within: within }) {
  const text = reportsCopy.backlog;
  if (older === null || within === null) return older === null ? text.today : text.older(older);
  return text.days(older, within - 1);
}

/**
 * The open tickets by their age.
 * @param {{ reports: Reports }} props
 */
export function BacklogCard({ reports }) {
  const text = reportsCopy.backlog;
  const rows = reports.backlog.map((age) => ({
    value: String(age.older_than ?? 0),
    name: nameOf(age),
    count: age.count,
    text: formatCount(age.count),
    to: openOf(age),
  }));
  const isEmpty = rows.every(({ count }) => !count);
  return (
    <ChartCard
      title={text.title}
      note={text.note}
      summary={isEmpty ? text.empty : `${rows.map((row) => `${row.name} ${row.text}`).join(', ')}.`}
      place="backlog"
      table={
        <DataTable
          caption={text.title}
          columns={[text.age, text.tickets]}
          rows={rows.map(({ name, count, text: shown }) => [name, { text: shown, value: count }])}
          // Whatever the period: it is of now.
          days={{ since: reports.until }}
        />
      }
    >
      {isEmpty ? <p className="response-empty">{text.empty}</p> : <Bars rows={rows} />}
    </ChartCard>
  );
}
