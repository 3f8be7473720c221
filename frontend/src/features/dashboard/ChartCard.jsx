import Table from 'lucide-react/icons/table';
import { useId, useState } from 'react';

import { dashboardCopy } from './copy.js';

/**
 * The frame of a chart: its name, its message in a sentence, and its numbers as a table on request.
 * Print always has the table.
 * @param {object} props
 * @param {string} props.title
 * @param {string} props.note
 * @param {string} props.summary
 * @param {string} props.place in the grid of charts
 * @param {import('react').ReactNode} [props.legend]
 * @param {import('react').ReactNode} props.table
 * @param {import('react').ReactNode} props.children the chart
 */
export function ChartCard({ title, note, summary, place, legend, table, children }) {
  const [isTable, setIsTable] = useState(false);
  const id = useId();
  return (
    <figure
      className="glass chart-card"
      data-place={place}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-summary`}
    >
      <figcaption className="chart-head">
        <span className="chart-title">
          <h2 id={`${id}-title`}>{title}</h2>
          <span className="chart-note">{note}</span>
        </span>
        {legend}
        <button
          type="button"
          className="icon-button"
          title={dashboardCopy.showTable}
          aria-label={dashboardCopy.toggleName(title)}
          aria-pressed={isTable}
          onClick={() => setIsTable(!isTable)}
        >
          <Table aria-hidden="true" />
        </button>
      </figcaption>
      <p className="visually-hidden" id={`${id}-summary`}>
        {summary}
      </p>
      <div className="chart-body">
        {isTable ? null : (
          <div className="chart-drawing" translate="no">
            {children}
          </div>
        )}
        <div className="chart-table" hidden={!isTable}>
          {table}
        </div>
      </div>
    </figure>
  );
}
