import { ago } from '../../../../lib/dates.js';
import { useNow } from '../../../../ui/hooks/useNow.js';
import { historyCopy } from '../../history/copy.js';
import { useHistory } from '../../history/useHistory.js';
import { conflictCopy } from './copy.js';

/**
 * The author and time of the other change, as far as the history has them.
 * @param {{ conflict: import('./conflictQueue.js').OpenConflict }} props
 */
export function ConflictAuthor({ conflict: { field, theirs } }) {
  const now = useNow();
  const { data } = useHistory(theirs ?? { id: 0, version: 0 }, theirs !== null);
  const entry = data?.pages[0].entries.find(({ changes }) =>
    changes.some((change) => change.field === field),
  );
  if (!entry) return null;
  return (
    <small className="conflict-by">
      <bdi>
        {conflictCopy.by(entry.who?.name ?? historyCopy.who[entry.kind], ago(entry.at, now))}
      </bdi>
    </small>
  );
}
