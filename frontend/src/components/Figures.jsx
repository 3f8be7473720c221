import { copy } from '../lib/copy.js';
import { formatCount, formatDecimal, formatShare } from '../lib/numbers.js';
import { ViewLink } from './ViewLink.jsx';

/**
 * The four figures; those that count tickets open the tickets they count.
 * @param {{ stats: import('../types').Stats }} props
 */
export function Figures({ stats }) {
  const { total_tickets, open_tickets, avg_tickets_per_day, resolution_rate } = stats;
  const text = copy.dashboard;
  return (
    // Without its markers Safari takes a list for none.
    // eslint-disable-next-line jsx-a11y/no-redundant-roles
    <ul className="figures" role="list">
      <Figure
        name={text.total}
        value={formatCount(total_tickets)}
        note={text.totalNote}
        to={{ tab: 'tickets' }}
      />
      <Figure
        name={text.open}
        value={formatCount(open_tickets)}
        note={text.openNote}
        to={{ tab: 'tickets', status: ['open'] }}
      />
      <Figure
        name={text.perDay}
        value={formatDecimal(avg_tickets_per_day)}
        note={text.perDayNote}
      />
      <Figure
        name={text.rate}
        value={resolution_rate === null ? text.noRate : formatShare(resolution_rate)}
        note={text.rateNote}
        to={{ tab: 'tickets', status: ['resolved', 'closed'] }}
      />
    </ul>
  );
}

/**
 * @param {object} props
 * @param {string} props.name
 * @param {string} props.value
 * @param {string} props.note
 * @param {Partial<import('../hooks/useView.js').View>} [props.to]
 */
function Figure({ name, value, note, to }) {
  const content = (
    <>
      <span className="figure-name">{name}</span>
      <span className="figure-value">{value}</span>
      <span className="figure-note">{note}</span>
    </>
  );
  return (
    <li>
      {to ? (
        <ViewLink className="glass figure" to={to}>
          {content}
        </ViewLink>
      ) : (
        <div className="glass figure">{content}</div>
      )}
    </li>
  );
}
