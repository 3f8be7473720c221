import { useEffect, useState } from 'react';

import { uiCopy } from '../../../../ui/copy.js';
import { showToast } from '../../../../ui/toasts/toastStore.js';
import { useConflict } from './conflictQueue.js';

/** Where the person is asked which of two changes stays, whatever is on screen. */
export function ConflictHost() {
  const conflict = useConflict();
  const [code, setCode] = useState(
    /** @type {typeof import('./ConflictDialog.jsx') | null} */ (null),
  );
  useEffect(() => {
    if (!conflict || code) return;
    // Rarely wanted, and so not there before it is.
    import('./ConflictDialog.jsx').then(setCode, () => {
      showToast({ kind: 'error', text: uiCopy.codeMissing });
      conflict.settle({ choice: 'left', value: conflict.mine });
    });
  }, [conflict, code]);
  return code && conflict ? (
    <code.ConflictDialog key={conflict.number} conflict={conflict} />
  ) : null;
}
