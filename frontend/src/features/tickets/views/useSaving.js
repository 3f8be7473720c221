import { useState } from 'react';

/** @typedef {import('../../../types').SharedView} SharedView */

/** Return the state of the dialog that saves or edits a view, and what opens it. */
export function useSaving() {
  const [isOpen, setIsOpen] = useState(false);
  const [shared, setShared] = useState(/** @type {SharedView | undefined} */ (undefined));

  /** @param {SharedView} [view] */
  function open(view) {
    setShared(view);
    setIsOpen(true);
  }

  return {
    dialog: { isOpen, shared, onClose: () => setIsOpen(false) },
    save: () => open(),
    edit: (/** @type {SharedView} */ view) => open(view),
  };
}
