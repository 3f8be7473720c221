import SearchX from 'lucide-react/icons/search-x';

import { asApiError } from '../../../api/errors.js';
import { ErrorState } from '../../../ui/ErrorState.jsx';
import { conflictCopy } from '../editing/conflicts/copy.js';
import { UnsavedText } from '../editing/conflicts/UnsavedText.jsx';
import { useUnsavedTexts } from '../editing/unsavedTexts.js';
import { detailCopy } from './copy.js';

/**
 * Shown in place of a ticket that does not exist or could not be loaded.
 * @param {{ id: number, error: unknown, onRetry: () => void, onClose: () => void }} props
 */
export function TicketMissing({ id, error, onRetry, onClose }) {
  const { kind, message } = asApiError(error);
  const kept = useUnsavedTexts(id);
  if (kind !== 'not_found') {
    return <ErrorState title={detailCopy.failed} text={message} onRetry={onRetry} />;
  }
  return (
    <div className="state">
      <span className="state-glyph">
        <SearchX aria-hidden="true" />
      </span>
      <h2 className="state-title">{detailCopy.notFound.title(id)}</h2>
      <p className="state-text">{detailCopy.notFound.text}</p>
      {kept.length ? <p className="state-text">{conflictCopy.goneText}</p> : null}
      {kept.map(({ field, text }) => (
        <UnsavedText key={field} field={field} text={text} />
      ))}
      <div className="state-actions">
        <button type="button" className="button button--soft" onClick={onClose}>
          {detailCopy.back}
        </button>
      </div>
    </div>
  );
}
