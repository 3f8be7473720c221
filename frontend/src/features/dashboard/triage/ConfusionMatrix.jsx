import { ticketCopy } from '../../../domain/ticket/copy.js';
import { FieldIcon } from '../../../domain/ticket/FieldIcon.jsx';
import { formatCount, formatShare } from '../../../lib/numbers.js';
import { triageCopy } from './copy.js';

/**
 * The values that tickets have now (columns) for each suggested value (rows).
 * @template {'category' | 'priority'} Field
 * @param {object} props
 * @param {Field} props.field
 * @param {readonly string[]} props.values in the order to show
 * @param {import('../../../types').ConfusionCell[]} props.cells those that are not zero
 */
export function ConfusionMatrix({ field, values, cells }) {
  const text = triageCopy;
  const title = text.matrices[field];
  const counts = new Map(
    cells.map(({ suggested, final, count }) => [`${suggested} ${final}`, count]),
  );
  const rows = values.map((suggested) => {
    const row = values.map((final) => ({ final, count: counts.get(`${suggested} ${final}`) ?? 0 }));
    return { suggested, row, total: row.reduce((sum, { count }) => sum + count, 0) };
  });
  return (
    <div className="glass triage-card" data-place={field}>
      <div className="triage-card-head">
        <h3 id={`matrix-${field}`}>{title}</h3>
        <p>{text.matrixNote}</p>
      </div>
      <table className="matrix" aria-labelledby={`matrix-${field}`}>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {text.suggested}
            </th>
            <th scope="colgroup" colSpan={values.length}>
              {text.now}
            </th>
          </tr>
          <tr>
            {values.map((value) => (
              <th key={value} scope="col">
                {ticketCopy.values[value]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ suggested, row, total }) => (
            <tr key={suggested}>
              <th scope="row">
                <span className="matrix-name">
                  <FieldIcon field={field} value={suggested} />
                  <span>{ticketCopy.values[suggested]}</span>
                </span>
              </th>
              {row.map(({ final, count }) => (
                <Cell
                  key={final}
                  count={count}
                  share={total ? count / total : 0}
                  isKept={final === suggested}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** @param {{ count: number, share: number, isKept: boolean }} props */
function Cell({ count, share, isKept }) {
  const shade = /** @type {import('react').CSSProperties} */ ({ '--share': share.toFixed(3) });
  return (
    <td data-kept={isKept || null} data-zero={count === 0 || null} style={shade}>
      <span>{formatCount(count)}</span>
      {count ? <span className="matrix-share">{` ${formatShare(share)}`}</span> : null}
    </td>
  );
}
