import { AlertDialog } from 'radix-ui';
import { useId, useState } from 'react';

import { descriptionProblem, titleProblem } from '../../../../domain/ticket/validation.js';
import { cleanLine, cleanText } from '../../../../lib/text.js';
import { uiCopy } from '../../../../ui/copy.js';
import { FieldError } from '../../../../ui/FieldError.jsx';
import { useOnline } from '../../../../ui/hooks/useOnline.js';
import { ConflictAuthor } from './ConflictAuthor.jsx';
import { conflictCopy } from './copy.js';

const RULES = {
  title: { clean: cleanLine, problem: titleProblem, rows: 3 },
  description: { clean: cleanText, problem: descriptionProblem, rows: 12 },
};

/**
 * Two versions of a text side by side; the person's own can be edited to include the other.
 * @param {{ conflict: import('./conflictQueue.js').OpenConflict }} props
 */
export function TextConflict({ conflict }) {
  const { mine, theirs, settle } = conflict;
  const field = /** @type {import('../../../../types').TextField} */ (conflict.field);
  const { clean, problem, rows } = RULES[field];
  const [draft, setDraft] = useState(mine);
  const [isTried, setIsTried] = useState(false);
  const isOnline = useOnline();
  const id = useId();
  const error = isTried ? problem(clean(draft)) : undefined;
  const text = conflictCopy;

  function useMine() {
    setIsTried(true);
    if (!problem(clean(draft))) settle({ choice: 'mine', value: clean(draft) });
  }

  return (
    <>
      <AlertDialog.Description className="dialog-text">{text.textEdit}</AlertDialog.Description>
      <div className="conflict-texts">
        <div className="conflict-side">
          <p className="label" id={`${id}-theirs`}>
            <span>{text.theirs}</span> <ConflictAuthor conflict={conflict} />
          </p>
          <textarea
            className="input"
            aria-labelledby={`${id}-theirs`}
            dir="auto"
            readOnly
            rows={rows}
            value={theirs?.[field] ?? ''}
          />
        </div>
        <div className="conflict-side">
          <label className="label" htmlFor={`${id}-mine`}>
            {text.mine}
          </label>
          <textarea
            className="input"
            id={`${id}-mine`}
            dir="auto"
            rows={rows}
            value={draft}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? `${id}-error` : undefined}
            onChange={(event) => setDraft(event.target.value)}
          />
          <FieldError id={`${id}-error`} text={error} />
        </div>
      </div>
      {isOnline ? null : (
        <p className="dialog-text" role="status">
          {uiCopy.offline}
        </p>
      )}
      <div className="dialog-actions">
        <AlertDialog.Cancel
          data-way-out
          className="button button--quiet"
          onClick={() => settle({ choice: 'left', value: draft })}
        >
          {text.later}
        </AlertDialog.Cancel>
        <button
          type="button"
          className="button button--soft"
          onClick={() => settle({ choice: 'theirs', value: draft })}
        >
          {text.keepTheirs}
        </button>
        <button type="button" className="button button--primary" onClick={useMine}>
          {text.useMine}
        </button>
      </div>
    </>
  );
}
