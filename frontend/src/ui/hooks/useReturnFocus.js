import { useState } from 'react';

/**
 * Return a handler that moves the focus back when an overlay closes, or to another element if what
 * opened it is gone. A dialog without a trigger button does not do that itself.
 * @param {string} [otherwise] the other element's id
 * @returns {(event: Event) => void} for a dialog's `onCloseAutoFocus`
 */
export function useReturnFocus(otherwise = 'main') {
  const [opener] = useState(() => document.activeElement);
  return (event) => {
    event.preventDefault();
    const isThere = opener instanceof HTMLElement && opener.isConnected && opener !== document.body;
    const other = document.getElementById(otherwise) ?? document.getElementById('main');
    const target = isThere ? opener : other;
    target?.focus({ preventScroll: true });
  };
}
