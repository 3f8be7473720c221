import { asApiError } from '../../api/errors.js';
import { uiCopy } from '../../ui/copy.js';
import { ErrorState } from '../../ui/ErrorState.jsx';
import { useDelayed } from '../../ui/hooks/useDelayed.js';
import { settingsCopy as copy } from './copy.js';

const SKELETON_DELAY = 150;
const ROWS = [1, 2, 3, 4];

/**
 * @typedef {object} Query
 * @property {unknown} data
 * @property {boolean} isPending
 * @property {boolean} isPaused
 * @property {boolean} isError
 * @property {unknown} error
 * @property {() => unknown} refetch
 */

/**
 * What stands in place of a list that is not there, or above one that could not be refreshed.
 * @param {{ query: Query, failed: string }} props
 */
export function QueryState({
  query: { data, isPending, isPaused, isError, error, refetch },
  failed,
}) {
  const isLate = useDelayed(isPending && !isPaused, SKELETON_DELAY);
  if (isPending && isPaused) {
    return (
      <p className="hint" role="status">
        {copy.offline}
      </p>
    );
  }
  if (isPending) {
    return (
      <div className="settings-skeleton">
        <span className="visually-hidden" role="status">
          {copy.loading}
        </span>
        {isLate
          ? ROWS.map((row) => (
              <div key={row} aria-hidden="true">
                <span className="skeleton skeleton--word" />
                <span className="skeleton skeleton--line" />
              </div>
            ))
          : null}
      </div>
    );
  }
  if (!isError) return null;
  const text = asApiError(error).message;
  if (!data)
    return <ErrorState title={failed} text={text} onRetry={() => void refetch()} level={3} />;
  return (
    <div className="stale-bar settings-stale" role="status">
      <span>{`${copy.stale} ${text}`}</span>
      <button type="button" className="link-button" onClick={() => void refetch()}>
        {uiCopy.tryAgain}
      </button>
    </div>
  );
}
