import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

import { asApiError } from '../../../api/errors.js';
import { editingCopy } from './copy.js';
import { keepUnsavedText, takeUnsavedText } from './unsavedTexts.js';
import { useEditText } from './useEditText.js';

/**
 * @param {number} id
 * @param {import('../../../types').TextField} field
 * @param {string} text
 * @param {string} base
 */
function keep(id, field, text, base) {
  if (text !== base) keepUnsavedText(id, field, { text, base });
}

/**
 * Return the state of a text and its editor. Typed text stays in the editor until it is saved or
 * the editor opens again, and the focus moves into the editor and back.
 * @param {import('../../../types').Ticket} ticket
 * @param {import('../../../types').TextField} field
 * @param {{ clean: (text: string) => string, problem: (text: string) => string | undefined }} rules
 */
export function useTextEditor(ticket, field, { clean, problem }) {
  const { save, isPending, error, reset } = useEditText();
  const [text, setText] = useState(/** @type {string | null} */ (null));
  const [isTried, setIsTried] = useState(false);
  // The text at the start of editing: others may change the ticket meanwhile.
  const base = useRef('');
  const typed = useRef(/** @type {string | null} */ (null));
  const isGone = useRef(false);
  const input = useRef(/** @type {HTMLInputElement & HTMLTextAreaElement | null} */ (null));
  const opener = useRef(/** @type {HTMLButtonElement | null} */ (null));

  const missing = isTried && text !== null ? problem(clean(text)) : undefined;
  const refused = error && asApiError(error);
  const reason = refused ? (refused.fieldErrors[field] ?? refused.message) : '';

  const { id } = ticket;
  useEffect(() => {
    typed.current = text;
  }, [text]);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
      if (typed.current !== null) keep(id, field, typed.current, base.current);
    };
  }, [id, field]);

  function open() {
    const kept = takeUnsavedText(id, field);
    base.current = kept?.base ?? ticket[field];
    reset();
    flushSync(() => {
      setIsTried(false);
      setText(kept?.text ?? ticket[field]);
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
    const unsaved =
      value === base.current ? null : await save({ ticket, field, value, base: base.current });
    if (unsaved === null) {
      takeUnsavedText(id, field);
      close();
    } else if (isGone.current) keep(id, field, unsaved, base.current);
    // A text that was merged by hand but could not be saved.
    else if (unsaved !== value) setText(unsaved);
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
    error: missing ?? (reason ? editingCopy.text.failed(reason) : undefined),
    isPending,
    input,
    opener,
    open,
    close,
    submit,
    handleKey,
  };
}
