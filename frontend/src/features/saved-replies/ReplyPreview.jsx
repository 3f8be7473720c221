import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { asApiError } from '../../api/errors.js';
import { renderMarkdown } from '../../api/messages.js';
import { MessageText } from '../../domain/message/MessageText.jsx';
import { cleanText } from '../../lib/text.js';
import { useSettled } from '../../ui/hooks/useSettled.js';
import { savedReplyCopy } from './copy.js';
import { withSamples } from './samples.js';

const copy = savedReplyCopy.editor;
const PREVIEW_DELAY = 300;

/**
 * A saved reply as its requester will see it, with made-up names, rendered by the server.
 * @param {{ text: string }} props
 */
export function ReplyPreview({ text }) {
  const shown = useSettled(withSamples(cleanText(text)), PREVIEW_DELAY);
  const { data, error } = useQuery({
    queryKey: ['markdown', shown],
    queryFn: ({ signal }) => renderMarkdown(shown, { signal }),
    enabled: shown !== '',
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <section className="reply-preview" aria-label={copy.preview}>
      <h3 className="label">
        {copy.preview}
        <span className="hint">{` ${copy.previewHint}`}</span>
      </h3>
      {/* It scrolls, also by the keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="reply-preview-page" tabIndex={0} role="group" aria-label={copy.preview}>
        {data && shown ? (
          <MessageText html={data} />
        ) : (
          <p className="hint" role="status">
            {wordsFor(shown, error)}
          </p>
        )}
      </div>
    </section>
  );
}

/** @param {string} text @param {Error | null} error */
function wordsFor(text, error) {
  if (!text) return copy.previewEmpty;
  return error ? copy.previewFailed(asApiError(error).message) : copy.previewLoading;
}
