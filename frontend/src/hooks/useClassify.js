import { useCallback, useEffect, useRef } from 'react';

import { classify } from '../api/tickets.js';
import { cleanText, lengthOf } from '../lib/text.js';
import { DESCRIPTION_MAX } from '../lib/vocabulary.js';
import { currentDraft, dispatchDraft } from './useDraft.js';

/**
 * Asks for a suggestion. It never fails towards the form: whatever goes wrong, there is no
 * suggestion, and the rules in lib/draft.js decide what an answer may touch.
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
    let category = null;
    let priority = null;
    let hasFailed = false;
    try {
      const suggestion = await classify(text, { signal: controller.signal });
      category = suggestion.suggested_category;
      priority = suggestion.suggested_priority;
    } catch {
      if (controller.signal.aborted) return;
      hasFailed = true;
    }
    dispatchDraft({ type: 'answered', text, category, priority, hasFailed });
  }, []);

  useEffect(() => stop, [stop]);

  return { ask, stop };
}
