import { FieldIcon } from '../../domain/ticket/FieldIcon.jsx';
import { ViewLink } from '../../domain/view/ViewLink.jsx';
import { formatCount } from '../../lib/numbers.js';
import { createdWith } from './dashboardLinks.js';

/** @typedef {{ value: string, name: string, count: number }} Row */

/**
 * A bar for each value, as a link to the tickets that it counts. Made of boxes: they are links,
 * they follow the direction of writing, and they need no chart library.
 * @param {object} props
 * @param {import('../../types').TriageField} props.field
 * @param {Row[]} props.rows
 * @param {import('../../types').Period} props.period
 */
export function Bars({ field, rows, period }) {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    // Safari does not announce a list without markers as one.
    // eslint-disable-next-line jsx-a11y/no-redundant-roles
    <ul className="bars" role="list">
      {rows.map(({ value, name, count }) => (
        <li key={value}>
          <ViewLink to={createdWith(field, value, period)}>
            <span className="bar-name">
              <FieldIcon field={field} value={value} />
              <span>{name}</span>
            </span>{' '}
            <span className="bar-track" aria-hidden="true">
              {count ? (
                <span
                  className={`bar-fill bar-fill--${value}`}
                  style={{ inlineSize: `${(100 * count) / most}%` }}
                />
              ) : null}
            </span>
            <span className="bar-count">{formatCount(count)}</span>
          </ViewLink>
        </li>
      ))}
    </ul>
  );
}
