import { ChartNoAxesColumn, Table } from 'lucide-react';
import { useId, useState } from 'react';

import { copy } from '../lib/copy.js';

/**
 * The frame of a chart: its name, what it says in a sentence, and the numbers as a table for who
 * prefers them.
 * @param {object} props
 * @param {string} props.title
 * @param {string} [props.note]
 * @param {string} props.summary
 * @param {boolean} [props.isWide]
 * @param {import('react').ReactNode} props.table
 * @param {import('react').ReactNode} props.children the chart
 */
export function ChartCard({ title, note, summary, isWide = false, table, children }) {
  const [isTable, setIsTable] = useState(false);
  const id = useId();
  const Icon = isTable ? ChartNoAxesColumn : Table;
  return (
    <figure
      className="glass chart-card"
      data-wide={isWide || null}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-summary`}
    >
      <figcaption className="chart-head">
        <h2 id={`${id}-title`}>{title}</h2>
        {note ? <span className="chart-note">{note}</span> : null}
        <button
          type="button"
          className="icon-button"
          title={isTable ? copy.dashboard.showChart : copy.dashboard.showTable}
          aria-label={copy.dashboard.toggleName(title, isTable)}
          onClick={() => setIsTable(!isTable)}
        >
          <Icon aria-hidden="true" />
        </button>
      </figcaption>
      <p className="visually-hidden" id={`${id}-summary`}>
        {summary}
      </p>
      {isTable ? table : children}
    </figure>
  );
}
