import Copy from 'lucide-react/icons/copy';
import { useRef } from 'react';

import { uiCopy } from './copy.js';
import { copyToClipboard } from './hooks/copyToClipboard.js';

/**
 * A value to keep elsewhere, with a button that copies it.
 * @param {object} props
 * @param {string} props.label
 * @param {string} props.value
 * @param {string} props.action
 * @param {() => void} [props.onCopied]
 */
export function CopyField({ label, value, action, onCopied }) {
  const shown = useRef(/** @type {HTMLElement | null} */ (null));
  async function take() {
    const options = { copied: uiCopy.copied, shown: shown.current };
    if (await copyToClipboard(value, options)) onCopied?.();
  }
  return (
    <div className="copy-field">
      <code className="secret" role="group" aria-label={label} dir="ltr" translate="no" ref={shown}>
        {value}
      </code>
      <button type="button" className="button button--soft" onClick={() => void take()}>
        <Copy aria-hidden="true" />
        <span>{action}</span>
      </button>
    </div>
  );
}
