import { MetricCard } from './MetricCard.jsx';
import { responseCopy } from './copy.js';
import { WaitingCard } from './WaitingCard.jsx';

/**
 * How soon agents respond and resolve, and who waits for them now; nothing with a server of an
 * earlier release, which does not tell.
 * @param {{ stats: Partial<import('../../../types').Stats> & Pick<import('../../../types').Stats, 'period'> }} props
 */
export function ResponseCards({ stats: { first_response, resolution, waiting, period } }) {
  if (!first_response || !resolution || !waiting) return null;
  return (
    <div className="charts" role="group" aria-label={responseCopy.heading}>
      <MetricCard metric="first_response" times={first_response} period={period} />
      <MetricCard metric="resolution" times={resolution} period={period} />
      <WaitingCard waiting={waiting} days={{ since: period.until ?? null }} />
    </div>
  );
}
