import { FieldIcon } from '../../domain/ticket/FieldIcon.jsx';
import { ViewLink } from '../../domain/view/ViewLink.jsx';

/**
 * @typedef {object} Row
 * @property {string} value
 * @property {string} name
 * @property {number} count the length of the bar
 * @property {string} text
 * @property {import('./dashboardLinks.js').ListView} to
 */

/**
 * A bar for each value, as a link to the tickets that it counts. Made of boxes: they are links,
 * they follow the direction of writing, and they need no chart library.
 * @param {object} props
 * @param {import('../../types').TriageField} [props.field] whose icons the values have
 * @param {Row[]} props.rows
 */
export function Bars({ field, rows }) {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    // Safari does not announce a list without markers as one.
    // eslint-disable-next-line jsx-a11y/no-redundant-roles
    <ul className="bars" role="list">
      {rows.map(({ value, name, count, text, to }) => (
        <li key={value}>
          <ViewLink to={to}>
            <span className="bar-name">
              {field ? <FieldIcon field={field} value={value} /> : null}
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
            <span className="bar-count">{text}</span>
          </ViewLink>
        </li>
      ))}
    </ul>
  );
}
