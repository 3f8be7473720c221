import { useEffect, useState } from 'react';

import { uiCopy } from '../../../../ui/copy.js';
import { showToast } from '../../../../ui/toasts/toastStore.js';
import { useConflict } from './conflictQueue.js';

/** Shows the dialog for the next conflict, on every tab. */
export function ConflictHost() {
  const conflict = useConflict();
  const [code, setCode] = useState(
    /** @type {typeof import('./ConflictDialog.jsx') | null} */ (null),
  );
  useEffect(() => {
    if (!conflict || code) return;
    // Rarely needed, and so loaded only then.
    import('./ConflictDialog.jsx').then(setCode, () => {
      showToast({ kind: 'error', text: uiCopy.codeMissing });
      conflict.settle({ choice: 'left', value: conflict.mine });
    });
  }, [conflict, code]);
  return code && conflict ? (
    <code.ConflictDialog key={conflict.number} conflict={conflict} />
  ) : null;
}
