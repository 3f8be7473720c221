import { appCopy } from './copy.js';

/** A link past the navigation, first in the tab order. */
export function SkipLink() {
  /** @param {import('react').MouseEvent} event */
  function skip(event) {
    // Keep "#main" out of the address, which is for what is worth sharing.
    event.preventDefault();
    document.getElementById('main')?.focus();
  }
  return (
    <a className="skip-link" href="#main" onClick={skip}>
      {appCopy.skip}
    </a>
  );
}
