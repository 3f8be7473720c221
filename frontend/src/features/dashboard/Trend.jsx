import { ArrowDown, ArrowUp, Equal } from 'lucide-react';

const ICONS = { up: ArrowUp, down: ArrowDown, same: Equal };

/**
 * Which way a figure went: an arrow, and in words how far.
 * @param {{ trend: import('./trends.js').Trend }} props
 */
export function Trend({ trend: { direction, tone, lead, rest } }) {
  const Icon = direction && ICONS[direction];
  return (
    <span className="trend" data-tone={tone}>
      {Icon ? <Icon aria-hidden="true" /> : null}
      <bdi>
        {rest ? <b>{lead}</b> : lead} {rest}
      </bdi>
    </span>
  );
}
