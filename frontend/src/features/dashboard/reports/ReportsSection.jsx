import { useState } from 'react';

import { ErrorState } from '../../../ui/ErrorState.jsx';
import { StaleBar } from '../../../ui/StaleBar.jsx';
import { BacklogCard } from './BacklogCard.jsx';
import { reportsCopy } from './copy.js';
import { COLUMNS, REPORT_DAYS } from './reportRows.js';
import './reports.css';
import { ReportTable } from './ReportTable.jsx';
import { useReports } from './useReports.js';

/** @typedef {import('./reportRows.js').By} By */

/**
 * The figures of agents and teams in a period, and the age of what is open.
 * @param {{ period: import('../../../types').Period }} props
 */
export function ReportsSection({ period }) {
  const text = reportsCopy;
  const query = useReports(REPORT_DAYS[period]);
  const { data, isError, isPending, isPlaceholderData, isPaused } = query;
  const isWaiting = isPending || isPlaceholderData;
  const isOffline = isWaiting && isPaused;
  const reports = isOffline ? undefined : data;
  const retry = () => void query.refetch();
  return (
    <div
      className="reports"
      role="group"
      aria-labelledby="reports-heading"
      // The figures above load at the same time, and say so for both.
      aria-busy={isWaiting && !isOffline}
    >
      <div className="triage-head">
        <h2 id="reports-heading">{text.heading}</h2>
        {reports ? <p>{text.note(reports.days, reports.time_zone)}</p> : null}
        {reports && isError ? <StaleBar since={query.dataUpdatedAt} onRetry={retry} /> : null}
      </div>
      {isPending && !isOffline ? (
        <div className="glass skeleton reports-skeleton" aria-hidden="true" />
      ) : null}
      {isOffline ? <p className="glass reports-card reports-empty">{text.offline}</p> : null}
      {!reports && isError ? (
        <div className="glass reports-card">
          <ErrorState level={3} title={text.failed} text={query.error.message} onRetry={retry} />
        </div>
      ) : null}
      {reports ? <Content reports={reports} /> : null}
    </div>
  );
}

/** @param {{ reports: import('../../../types').Reports }} props */
function Content({ reports }) {
  const text = reportsCopy;
  const [by, setBy] = useState(/** @type {By} */ ('agents'));
  return (
    <>
      <div className="glass reports-card">
        <div className="segments reports-switch" role="radiogroup" aria-label={text.by}>
          {
            /** @type {By[]} */ (['agents', 'teams']).map((kind) => (
              <label key={kind}>
                <input
                  type="radio"
                  name="reports-by"
                  value={kind}
                  checked={by === kind}
                  onChange={() => setBy(kind)}
                />
                <span>{text.kinds[kind]}</span>
              </label>
            ))
          }
        </div>
        <ReportTable key={by} reports={reports} by={by} />
        <details className="reports-definitions">
          <summary>{text.definitionsHeading}</summary>
          <p>{text.about[by]}</p>
          <dl>
            {COLUMNS.map((column) => (
              <div key={column}>
                <dt>{text.columns[column]}</dt>
                <dd>{text.definitions[column]}</dd>
              </div>
            ))}
          </dl>
        </details>
      </div>
      <BacklogCard reports={reports} />
    </>
  );
}
