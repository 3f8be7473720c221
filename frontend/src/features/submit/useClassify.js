import { useCallback, useEffect, useRef } from 'react';

import { classify } from '../../api/tickets.js';
import { DESCRIPTION_MAX } from '../../api/vocabulary.js';
import { cleanText, lengthOf } from '../../lib/text.js';
import { currentDraft, dispatchDraft } from './useDraft.js';

/** @param {import('../../types').Suggestion} suggestion @returns {import('./draft.js').Answer} */
function answerIn(suggestion) {
  const { suggested_category, suggested_priority, suggestion_id, reason, confidence, error } =
    suggestion;
  return {
    category: suggested_category,
    priority: suggested_priority,
    id: suggestion_id ?? undefined,
    reason,
    confidence,
    // The server also answers this if it could not reach the model.
    hasFailed: Boolean(error),
  };
}

/**
 * Return functions that ask for a suggestion and stop waiting for it. They never fail: any error
 * means that there is no suggestion, and draft.js decides what an answer may touch.
 */
export function useClassify() {
  const request = useRef(/** @type {AbortController | null} */ (null));

  const stop = useCallback(() => {
    request.current?.abort();
    request.current = null;
    dispatchDraft({ type: 'stopped_asking' });
  }, []);

  const ask = useCallback(async () => {
    const { description, asked } = currentDraft();
    const text = cleanText(description);
    if (!text || text === asked || lengthOf(text) > DESCRIPTION_MAX) return;
    request.current?.abort();
    const controller = new AbortController();
    request.current = controller;
    dispatchDraft({ type: 'asked', text });
    try {
      const suggestion = await classify(text, { signal: controller.signal });
      dispatchDraft({ type: 'answered', text, ...answerIn(suggestion) });
    } catch {
      if (controller.signal.aborted) return;
      dispatchDraft({ type: 'answered', text, category: null, priority: null, hasFailed: true });
    }
  }, []);

  useEffect(() => stop, [stop]);

  return { ask, stop };
}
