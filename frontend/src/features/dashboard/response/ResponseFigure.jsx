import { useId } from 'react';

import { ViewLink } from '../../../domain/view/ViewLink.jsx';
import { Hint } from '../../../ui/Hint.jsx';
import { Trend } from '../Trend.jsx';

/**
 * The figure at the head of a card, as a link to its tickets, with what it means exactly on hover and
 * focus.
 * @param {object} props
 * @param {string} props.name
 * @param {string} props.value
 * @param {string} props.definition
 * @param {import('../trends.js').Trend | null} props.trend
 * @param {import('../dashboardLinks.js').ListView} props.to
 * @param {import('react').ReactNode} props.children the line below
 */
export function ResponseFigure({ name, value, definition, trend, to, children }) {
  const id = useId();
  return (
    <div className="response-head">
      <Hint text={definition}>
        <ViewLink className="response-figure" to={to} aria-describedby={id}>
          <span className="visually-hidden">{name}</span>{' '}
          <span className="figure-value">
            <bdi>{value}</bdi>
          </span>{' '}
          <span className="response-note">{children}</span> {trend ? <Trend trend={trend} /> : null}
        </ViewLink>
      </Hint>
      <span hidden id={id}>
        {definition}
      </span>
    </div>
  );
}
