import { Copy } from 'lucide-react';

import { showToast } from '../../ui/toasts/toastStore.js';
import { accountCopy } from './copy.js';

/**
 * A value to keep elsewhere, with a button that copies it.
 * @param {{ label: string, value: string, action: string }} props
 */
export function CopyField({ label, value, action }) {
  async function take() {
    try {
      await navigator.clipboard.writeText(value);
      showToast({ kind: 'success', key: 'copied', text: accountCopy.copied });
    } catch {
      showToast({ kind: 'error', key: 'copied', text: accountCopy.notCopied });
    }
  }
  return (
    <div className="copy-field">
      <code className="secret" role="group" aria-label={label} dir="ltr">
        {value}
      </code>
      <button type="button" className="button button--soft" onClick={() => void take()}>
        <Copy aria-hidden="true" />
        <span>{action}</span>
      </button>
    </div>
  );
}
