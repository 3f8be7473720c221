import { useId } from 'react';

import { ViewLink } from '../../domain/view/ViewLink.jsx';
import { Hint } from '../../ui/Hint.jsx';
import { Trend } from './Trend.jsx';

/**
 * One figure, as a link to its tickets, with its definition on hover and focus.
 * @param {object} props
 * @param {string} props.name
 * @param {string} props.value
 * @param {import('./trends.js').Trend | null} props.trend
 * @param {string} props.definition
 * @param {import('./dashboardLinks.js').ListView} props.to
 */
export function Figure({ name, value, trend, definition, to }) {
  const id = useId();
  return (
    <>
      <Hint text={definition}>
        <ViewLink className="glass figure" to={to} aria-describedby={id}>
          <span className="figure-name">{name}</span> <span className="figure-value">{value}</span>{' '}
          {trend ? <Trend trend={trend} /> : null}
        </ViewLink>
      </Hint>
      <span className="figure-definition" hidden id={id}>
        {definition}
      </span>
    </>
  );
}
