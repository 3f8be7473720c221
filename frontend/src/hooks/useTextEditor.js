import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';

import { asApiError } from '../api/errors.js';
import { copy } from '../lib/copy.js';
import { useEditText } from './useEditText.js';

/**
 * A text that turns into its editor and back. What was typed stays in the editor until it is
 * saved, and the focus goes along: into the editor, and back to what opened it.
 * @param {import('../types').Ticket} ticket
 * @param {import('../types').TextField} field
 * @param {{ clean: (text: string) => string, problem: (text: string) => string | undefined }} rules
 */
export function useTextEditor(ticket, field, { clean, problem }) {
  const { save, isPending, error, reset } = useEditText();
  const [text, setText] = useState(/** @type {string | null} */ (null));
  const [isTried, setIsTried] = useState(false);
  const input = useRef(/** @type {HTMLInputElement & HTMLTextAreaElement | null} */ (null));
  const opener = useRef(/** @type {HTMLButtonElement | null} */ (null));

  const missing = isTried && text !== null ? problem(clean(text)) : undefined;
  const refused = error && asApiError(error);
  const reason = refused ? (refused.fieldErrors[field] ?? refused.message) : '';

  function open() {
    reset();
    flushSync(() => {
      setIsTried(false);
      setText(ticket[field]);
    });
    input.current?.focus();
  }

  function close() {
    flushSync(() => setText(null));
    opener.current?.focus();
  }

  async function submit() {
    const value = clean(text ?? '');
    setIsTried(true);
    if (isPending || problem(value)) return;
    if (value === ticket[field] || (await save({ ticket, field, value }))) close();
  }

  /** @param {import('react').KeyboardEvent} event */
  function handleKey(event) {
    const sends = event.key === 'Enter' && (field === 'title' || event.ctrlKey || event.metaKey);
    if (event.nativeEvent.isComposing) return;
    if (sends) {
      event.preventDefault();
      void submit();
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  }

  return {
    isOpen: text !== null,
    text: text ?? '',
    setText,
    error: missing ?? (reason ? copy.detail.edit.failed(reason) : undefined),
    isPending,
    input,
    opener,
    open,
    close,
    submit,
    handleKey,
  };
}
