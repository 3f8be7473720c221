import TriangleAlert from 'lucide-react/icons/triangle-exclamation-point';

import { uiCopy } from './copy.js';

/**
 * An error message with a button that tries again.
 * @param {{ title: string, text?: string, onRetry: () => void, level?: 1 | 2 | 3 }} props
 */
export function ErrorState({ title, text, onRetry, level = 2 }) {
  const Heading = /** @type {const} */ (`h${level}`);
  return (
    <div className="state" role="alert">
      <span className="state-glyph state-glyph--error">
        <TriangleAlert aria-hidden="true" />
      </span>
      <Heading className="state-title">{title}</Heading>
      {text ? <p className="state-text">{text}</p> : null}
      <div className="state-actions">
        <button type="button" className="button button--primary" onClick={onRetry}>
          {uiCopy.tryAgain}
        </button>
      </div>
    </div>
  );
}
