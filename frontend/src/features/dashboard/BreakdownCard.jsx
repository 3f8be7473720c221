import { ticketCopy } from '../../domain/ticket/copy.js';
import { formatCount, formatShare } from '../../lib/numbers.js';
import { DataTable } from '../../ui/table/DataTable.jsx';
import { Bars } from './Bars.jsx';
import { ChartCard } from './ChartCard.jsx';
import { dashboardCopy } from './copy.js';
import { createdWith } from './dashboardLinks.js';

/**
 * The tickets created in a period, by one field.
 * @template {import('../../types').TriageField} Field
 * @param {object} props
 * @param {Field} props.field
 * @param {readonly import('../../types').Ticket[Field][]} props.values in the order to show
 * @param {Record<string, number>} props.counts
 * @param {import('../../types').Stats['period']} props.period
 */
export function BreakdownCard({ field, values, counts, period }) {
  const title = dashboardCopy.breakdowns[field];
  const rows = values.map((value) => ({
    value,
    name: ticketCopy.values[value],
    count: counts[value],
    text: formatCount(counts[value]),
    to: createdWith(field, value, period.name),
  }));
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  return (
    <ChartCard
      title={title}
      note={dashboardCopy.periodNotes[period.name]}
      summary={dashboardCopy.breakdownSummary(rows)}
      place={field}
      table={
        <DataTable
          caption={title}
          columns={[ticketCopy.fields[field], dashboardCopy.tableCount, dashboardCopy.tableShare]}
          rows={rows.map(({ name, count, text }) => {
            const share = total ? count / total : 0;
            return [name, { text, value: count }, { text: formatShare(share), value: share }];
          })}
          days={period}
        />
      }
    >
      <Bars field={field} rows={rows} />
    </ChartCard>
  );
}
