import { asApiError } from '../../api/errors.js';
import { ErrorState } from '../../ui/ErrorState.jsx';
import { accountCopy } from './copy.js';

/**
 * What stands in place of a list that is not there: that it is loading, offline or failed.
 * @param {object} props
 * @param {{ data: unknown, isPending: boolean, isPaused: boolean, error: unknown, refetch: () => unknown }} props.query
 * @param {string} props.failed
 */
export function QueryNote({ query: { data, isPending, isPaused, error, refetch }, failed }) {
  if (data) return null;
  if (isPending) {
    return (
      <p className="hint" role="status">
        {isPaused ? accountCopy.offline : accountCopy.loading}
      </p>
    );
  }
  return (
    <ErrorState
      title={failed}
      text={asApiError(error).message}
      onRetry={() => void refetch()}
      level={3}
    />
  );
}
