import { useState } from 'react';

/**
 * Where the focus goes when what lies over everything closes: back to where it was, or else to the
 * page's main part. Without a button that opens it, a dialog does not know.
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
