import { useEffect } from 'react';

import { uiCopy } from '../../ui/copy.js';
import { say, useSaid } from './said.js';

/** The line that tells what was done last, with an Undo where there is one. */
export function SaidLine() {
  const said = useSaid();
  useEffect(() => () => say(null), []);

  /** @param {import('react').MouseEvent<HTMLElement>} event */
  function undo({ currentTarget }) {
    // The button goes.
    /** @type {HTMLElement | null | undefined} */ (
      currentTarget
        .closest('[role="dialog"]')
        ?.querySelector('.settings-page :is([data-create], input, button)')
    )?.focus();
    said?.undo?.run();
  }

  return (
    <div className="settings-said" data-problem={said?.isProblem || undefined}>
      <p role="status">{said?.text}</p>
      {said?.undo ? (
        <button
          type="button"
          className="link-button"
          aria-label={`${uiCopy.undo}: ${said.undo.hint}`}
          onClick={undo}
        >
          {uiCopy.undo}
        </button>
      ) : null}
    </div>
  );
}
