import { CopyField } from '../../../ui/CopyField.jsx';
import { securityCopy } from './copy.js';

const text = securityCopy;

/**
 * Recovery codes, the one time that they are shown.
 * @param {{ codes: string, onCopied: () => void, onKept: () => void }} props
 */
export function RecoveryCodes({ codes, onCopied, onKept }) {
  return (
    <div className="once" role="status">
      <h3 className="label">{text.codes}</h3>
      <p className="hint">{text.codesText}</p>
      <CopyField label={text.codes} value={codes} action={text.copyCodes} onCopied={onCopied} />
      <button type="button" className="button button--primary" onClick={onKept}>
        {text.codesKept}
      </button>
    </div>
  );
}
