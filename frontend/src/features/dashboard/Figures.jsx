import { formatCount, formatDecimal, formatShare } from '../../lib/numbers.js';
import { dashboardCopy } from './copy.js';
import { OPEN_NOW, createdIn, resolvedIn } from './dashboardLinks.js';
import { Figure } from './Figure.jsx';
import { PERIOD_DAYS, zoneOf } from './periods.js';
import { trendsOf } from './trends.js';

/**
 * The four figures; each opens the tickets that it counts.
 * @param {{ stats: import('../../types').Stats }} props
 */
export function Figures({ stats }) {
  const { period, status_breakdown } = stats;
  const text = dashboardCopy;
  const definitions = text.definitions(PERIOD_DAYS[period.name], zoneOf(period));
  const trends = trendsOf(period);
  const created = createdIn(period.name);
  const figures = /** @type {const} */ ([
    { id: 'created', value: formatCount(period.created), to: created },
    {
      id: 'open',
      value: formatCount(status_breakdown.open + status_breakdown.in_progress),
      to: OPEN_NOW,
    },
    { id: 'perDay', value: formatDecimal(period.avg_per_day ?? 0), to: created },
    {
      id: 'rate',
      value: period.resolution_rate === null ? text.noRate : formatShare(period.resolution_rate),
      to: resolvedIn(period.name),
    },
  ]);
  return (
    <div className="figures-part">
      {/* Safari does not announce a list without markers as one. */}
      {/* eslint-disable-next-line jsx-a11y/no-redundant-roles */}
      <ul className="figures" role="list">
        {figures.map(({ id, value, to }) => (
          <li key={id}>
            <Figure
              name={text[id]}
              value={value}
              trend={trends && trends[id]}
              definition={definitions[id]}
              to={to}
            />
          </li>
        ))}
      </ul>
      {/* For touch screens, which have no hover. */}
      <details className="definitions">
        <summary>{text.definitionsHeading}</summary>
        <dl>
          {figures.map(({ id }) => (
            <div key={id}>
              <dt>{text[id]}</dt>
              <dd>{definitions[id]}</dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}
