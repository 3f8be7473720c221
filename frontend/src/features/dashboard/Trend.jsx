import ArrowDown from 'lucide-react/icons/arrow-down';
import ArrowUp from 'lucide-react/icons/arrow-up';
import Equal from 'lucide-react/icons/equal';

const ICONS = { up: ArrowUp, down: ArrowDown, same: Equal };

/**
 * The trend of a figure: an arrow, and the change in words.
 * @param {{ trend: import('./trends.js').Trend }} props
 */
export function Trend({ trend: { direction, tone, lead, rest } }) {
  const Icon = direction && ICONS[direction];
  return (
    <span className="trend" data-tone={tone}>
      {Icon ? <Icon aria-hidden="true" /> : null}
      <bdi>
        {rest ? <b>{lead}</b> : <span>{lead}</span>} <span>{rest}</span>
      </bdi>
    </span>
  );
}
