import { Suspense } from 'react';

import { copy } from '../lib/copy.js';
import { formatCount, formatShare } from '../lib/numbers.js';
import { BarsChart } from './chartCode.js';
import { ChartCard } from './ChartCard.jsx';
import { DataTable } from './DataTable.jsx';
import { FieldIcon } from './FieldIcon.jsx';
import { ViewLink } from './ViewLink.jsx';

/**
 * How the tickets divide by a field; each line opens its tickets.
 * @template {'priority' | 'category'} Field
 * @param {object} props
 * @param {Field} props.field
 * @param {string} props.title
 * @param {readonly import('../types').Ticket[Field][]} props.values in the order to show
 * @param {Record<string, number>} props.counts
 */
export function BreakdownCard({ field, title, values, counts }) {
  const rows = values.map((value) => ({ value, name: copy.values[value], count: counts[value] }));
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  return (
    <ChartCard
      title={title}
      summary={copy.dashboard.breakdownSummary(rows)}
      table={
        <DataTable
          caption={title}
          columns={[copy.fields[field], copy.dashboard.tableCount, copy.dashboard.tableShare]}
          rows={rows.map(({ name, count }) => [
            name,
            formatCount(count),
            formatShare(total ? count / total : 0),
          ])}
        />
      }
    >
      <div className="bars">
        <div className="bars-drawing" aria-hidden="true">
          <Suspense fallback={null}>
            <BarsChart rows={rows} />
          </Suspense>
        </div>
        {/* Without its markers Safari takes a list for none. */}
        {/* eslint-disable-next-line jsx-a11y/no-redundant-roles */}
        <ul role="list">
          {rows.map(({ value, name, count }) => (
            <li key={value}>
              <ViewLink to={{ tab: 'tickets', [field]: [value] }}>
                <span className="bars-name">
                  <FieldIcon field={field} value={value} />
                  {name}
                </span>
                <span className="bars-count">{formatCount(count)}</span>
              </ViewLink>
            </li>
          ))}
        </ul>
      </div>
    </ChartCard>
  );
}
