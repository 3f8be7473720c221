import Check from 'lucide-react/icons/check';
import LoaderCircle from 'lucide-react/icons/loader-circle';
import RotateCcw from 'lucide-react/icons/rotate-ccw';

import { asApiError } from '../../api/errors.js';
import { requestCopy } from './copy.js';
import { useChangeStatus } from './usePublicTicket.js';

const copy = requestCopy.progress;

/**
 * A button by which a requester says that the ticket is solved, or that it is not yet. It is one
 * button, so that the focus stays on it.
 * @param {object} props
 * @param {string} props.token
 * @param {import('../../types').Status} props.status
 * @param {boolean} props.isJoined whether the ticket was joined with another one
 * @param {(result: { failure?: string, notice?: string }) => void} props.onResult
 * @param {() => void} props.onReopened
 */
export function ProgressButton({ token, status, isJoined, onResult, onReopened }) {
  const { mutateAsync, isPending } = useChangeStatus(token);
  const isDone = status === 'resolved' || status === 'closed';

  async function change() {
    onResult({});
    try {
      await mutateAsync(isDone ? 'open' : 'resolved');
      onResult({ notice: isDone ? copy.reopened : copy.thanks });
      if (isDone) onReopened();
    } catch (error) {
      const { kind, message } = asApiError(error);
      const refusal = isJoined ? message : copy.tooLate;
      onResult({ failure: kind === 'conflict' ? refusal : `${copy.failed} ${message}` });
    }
  }

  return (
    <button
      type="button"
      className="button button--soft button--large"
      aria-disabled={isPending || undefined}
      onClick={() => !isPending && void change()}
    >
      <Glyph isPending={isPending} isDone={isDone} />
      <span>{isDone ? copy.reopen : copy.solve}</span>
    </button>
  );
}

/** @param {{ isPending: boolean, isDone: boolean }} props */
function Glyph({ isPending, isDone }) {
  if (isPending) return <LoaderCircle className="spinner" aria-hidden="true" />;
  return isDone ? <RotateCcw aria-hidden="true" /> : <Check aria-hidden="true" />;
}
