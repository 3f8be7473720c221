import { useState } from 'react';

/**
 * Return a handler that moves the focus back when an overlay closes, or else to the main part of
 * the page. A dialog without a trigger button does not do that itself.
 * @returns {(event: Event) => void} for a dialog's `onCloseAutoFocus`
 */
export function useReturnFocus() {
  const [opener] = useState(() => document.activeElement);
  return (event) => {
    event.preventDefault();
    const isThere = opener instanceof HTMLElement && opener.isConnected && opener !== document.body;
    const target = isThere ? opener : document.getElementById('main');
    target?.focus({ preventScroll: true });
  };
}
