import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { asApiError } from '../../../api/errors.js';
import { renderMarkdown } from '../../../api/messages.js';
import { MessageText } from '../../../domain/message/MessageText.jsx';
import { composerCopy } from './copy.js';

/**
 * A text as it will look once it is sent, rendered by the server.
 * @param {{ text: string }} props
 */
export function Preview({ text }) {
  const { data, error } = useQuery({
    queryKey: ['markdown', text],
    queryFn: ({ signal }) => renderMarkdown(text, { signal }),
    enabled: text !== '',
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <section className="composer-preview" aria-label={composerCopy.preview}>
      {data && text ? (
        <MessageText html={data} />
      ) : (
        <p className="hint" role="status">
          {wordsFor(text, error)}
        </p>
      )}
    </section>
  );
}

/** @param {string} text @param {Error | null} error */
function wordsFor(text, error) {
  if (!text) return composerCopy.previewEmpty;
  return error
    ? composerCopy.previewFailed(asApiError(error).message)
    : composerCopy.previewLoading;
}
