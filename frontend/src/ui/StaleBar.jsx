import TriangleAlert from 'lucide-react/icons/triangle-exclamation-point';

import { clockTime } from '../lib/dates.js';
import { uiCopy } from './copy.js';

/**
 * A notice that the data on screen is old because newer data could not be loaded.
 * @param {{ since: number, onRetry: () => void }} props
 */
export function StaleBar({ since, onRetry }) {
  return (
    <div className="stale-bar" role="status">
      <TriangleAlert aria-hidden="true" />
      <span>{uiCopy.stale(clockTime(since))}</span>
      <button type="button" className="link-button" onClick={onRetry}>
        {uiCopy.tryAgain}
      </button>
    </div>
  );
}
