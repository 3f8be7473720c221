import { useEffect, useRef, useState } from 'react';

import { triggerAt } from './triggers.js';

/**
 * Return the trigger that somebody types in a field, what dismisses it until the next one, and what
 * inserts a text without a new one.
 * @param {HTMLTextAreaElement | null} field
 */
export function useTrigger(field) {
  const [trigger, setTrigger] = useState(
    /** @type {import('./triggers.js').Trigger | null} */ (null),
  );
  // Where the sign is that nothing more is to be proposed for.
  const dismissed = useRef(-1);

  const isInserting = useRef(false);

  function dismiss() {
    dismissed.current = trigger?.start ?? -1;
    setTrigger(null);
  }

  /**
   * Change the text without proposing anything for what it then ends with.
   * @param {() => void} change
   */
  function insert(change) {
    isInserting.current = true;
    change();
    isInserting.current = false;
  }

  useEffect(() => {
    if (!field) return undefined;

    function read() {
      const { value, selectionStart, selectionEnd } = /** @type {HTMLTextAreaElement} */ (field);
      const found = selectionStart === selectionEnd ? triggerAt(value, selectionEnd) : null;
      if (found?.start === dismissed.current) return null;
      dismissed.current = -1;
      return found;
    }

    /** @param {Event} event */
    function handleInput(event) {
      const { inputType = '', isComposing } = /** @type {InputEvent} */ (event);
      if (isComposing || isInserting.current) return;
      // What was pasted or brought back was not typed to have something proposed.
      const isTyped = !/^history|Paste|Drop/.test(inputType);
      const found = read();
      setTrigger((now) => (isTyped || now?.start === found?.start ? found : null));
    }

    // The caret alone closes the list, and never opens it.
    function handleCaret() {
      const found = read();
      setTrigger((now) => (now && now.start !== found?.start ? null : now));
    }

    const close = () => setTrigger(null);
    /** @type {[EventTarget, string, (event: Event) => void][]} */
    const listeners = [
      [field, 'input', handleInput],
      [field, 'compositionend', handleInput],
      [field, 'blur', close],
      [document, 'selectionchange', handleCaret],
    ];
    for (const [target, type, handle] of listeners) target.addEventListener(type, handle);
    return () => {
      for (const [target, type, handle] of listeners) target.removeEventListener(type, handle);
    };
  }, [field]);

  return { trigger, dismiss, insert };
}
