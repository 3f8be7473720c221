import { appCopy } from './copy.js';

/** The first stop of the keyboard: past the navigation. */
export function SkipLink() {
  /** @param {import('react').MouseEvent} event */
  function skip(event) {
    // Without leaving "#main" in the address, which is for what is worth sharing.
    event.preventDefault();
    document.getElementById('main')?.focus();
  }
  return (
    <a className="skip-link" href="#main" onClick={skip}>
      {appCopy.skip}
    </a>
  );
}
