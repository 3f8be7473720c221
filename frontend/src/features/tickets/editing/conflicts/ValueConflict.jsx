import { AlertDialog } from 'radix-ui';

import { wordOf } from '../words.js';
import { ConflictAuthor } from './ConflictAuthor.jsx';
import { conflictCopy } from './copy.js';

/**
 * Two values for one field, to choose from.
 * @param {{ conflict: import('./conflictQueue.js').OpenConflict }} props
 */
export function ValueConflict({ conflict }) {
  const { field, mine, theirs, settle } = conflict;
  const text = conflictCopy;
  return (
    <>
      <AlertDialog.Description className="dialog-text">{text.text}</AlertDialog.Description>
      <dl className="conflict-words">
        <div>
          <dt>{text.theirs}</dt>
          <dd>
            {theirs ? <span>{wordOf(field, theirs[field])}</span> : null}
            <ConflictAuthor conflict={conflict} />
          </dd>
        </div>
        <div>
          <dt>{text.mine}</dt>
          <dd>{wordOf(field, mine)}</dd>
        </div>
      </dl>
      <div className="dialog-actions">
        <AlertDialog.Cancel
          data-way-out
          className="button button--soft"
          onClick={() => settle({ choice: 'theirs', value: mine })}
        >
          {text.keepTheirs}
        </AlertDialog.Cancel>
        <button
          type="button"
          className="button button--primary"
          onClick={() => settle({ choice: 'mine', value: mine })}
        >
          {text.useMine}
        </button>
      </div>
    </>
  );
}
