import { formatCount } from '../../../lib/numbers.js';
import { DataTable } from '../../../ui/table/DataTable.jsx';
import { triageCopy } from './copy.js';

/**
 * The causes of missing suggestions, with their counts.
 * @param {object} props
 * @param {import('../../../types').Triage['failures']} props.failures
 * @param {number} props.asked
 * @param {import('../../../ui/table/DownloadCsv.jsx').Days} props.days
 */
export function TriageFailures({ failures, asked, days }) {
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
          rows={failures.map(({ cause, count }) => [
            text.causes[cause],
            { text: formatCount(count), value: count },
          ])}
          days={days}
        />
      ) : null}
    </div>
  );
}
