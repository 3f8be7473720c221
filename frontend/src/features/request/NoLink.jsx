import Copy from 'lucide-react/icons/copy';
import Link2Off from 'lucide-react/icons/link-2-off';
import { useRef } from 'react';

import { BASE } from '../../lib/place.js';
import { uiCopy } from '../../ui/copy.js';
import { copyToClipboard } from '../../ui/hooks/copyToClipboard.js';
import { useAnswerDraft } from './answerDraft.js';
import { requestCopy } from './copy.js';

const copy = requestCopy.gone;

/**
 * Tells that the link does not work, whether unknown, replaced or revoked.
 * @param {{ reference?: string }} props the ticket that it led to, if it did so when the page was opened
 */
export function NoLink({ reference }) {
  return (
    <>
      <div className="state" role="alert">
        <span className="state-glyph">
          <Link2Off aria-hidden="true" />
        </span>
        <h1 className="state-title">{copy.title}</h1>
        <p className="state-text">{copy.text}</p>
        <div className="state-actions">
          <a className="button button--primary" href={BASE}>
            {requestCopy.another}
          </a>
        </div>
      </div>
      {reference ? <KeptAnswer reference={reference} /> : null}
    </>
  );
}

/** An answer that can't be sent any more, to copy. @param {{ reference: string }} props */
function KeptAnswer({ reference }) {
  const { text } = useAnswerDraft(reference);
  const shown = useRef(/** @type {HTMLParagraphElement | null} */ (null));
  if (!text.trim()) return null;
  const options = { copied: uiCopy.copied };
  return (
    <section className="glass kept-answer" aria-labelledby="kept-heading">
      <h2 className="conversation-heading" id="kept-heading">
        {copy.kept}
      </h2>
      <p className="detail-description" dir="auto" ref={shown}>
        {text}
      </p>
      <p className="hint">{copy.keptNote}</p>
      <button
        type="button"
        className="button button--soft"
        onClick={() => void copyToClipboard(text, { ...options, shown: shown.current })}
      >
        <Copy aria-hidden="true" />
        <span>{copy.copy}</span>
      </button>
    </section>
  );
}
