import { formatCount } from '../../../lib/numbers.js';
import { DataTable } from '../../../ui/DataTable.jsx';
import { triageCopy } from './copy.js';

/**
 * The causes of missing suggestions, with their counts.
 * @param {{ failures: import('../../../types').Triage['failures'], asked: number }} props
 */
export function TriageFailures({ failures, asked }) {
  const text = triageCopy;
  const total = failures.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="glass triage-card" data-place="failures">
      <div className="triage-card-head">
        <h3>{text.failures}</h3>
        <p>{total ? text.failuresNote(total, asked) : text.noFailures}</p>
      </div>
      {total ? (
        <DataTable
          caption={text.failures}
          columns={[text.cause, text.times]}
          rows={failures.map(({ cause, count }) => [text.causes[cause], formatCount(count)])}
        />
      ) : null}
    </div>
  );
}
