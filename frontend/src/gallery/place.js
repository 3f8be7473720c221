import { flushSync } from 'react-dom';
import { create } from 'zustand';

import { wait } from './hands.js';
import { startAfresh } from './isolation.js';
import { specimenOf } from './specimens.js';

const THEMES = /** @type {const} */ (['light', 'dark']);
/** Several of the hooks wait for the typing to rest. */
const SETTLED = 30;

/**
 * What of the gallery is looked at, by its address: `only` one specimen, and in which `theme`.
 * @typedef {{ only: import('./specimen.js').Specimen | null, theme: 'light' | 'dark' | null }} Place
 */

export const usePlace = create(() => /** @type {Place} */ ({ only: null, theme: null }));

/**
 * @param {string} only
 * @param {string} theme
 */
export const addressOf = (only, theme) =>
  `/?gallery&only=${encodeURIComponent(only)}&theme=${theme}`;

/**
 * Shows what the address asks for, which may be in another reading direction (`dir`), and says so
 * once it has come into its state.
 */
async function visit() {
  const parameters = new URLSearchParams(window.location.search);
  const name = parameters.get('only');
  const theme = THEMES.find((known) => known === parameters.get('theme')) ?? null;
  const only = specimenOf(name) ?? null;
  const { documentElement } = document;
  delete documentElement.dataset.ready;
  documentElement.dir = parameters.get('dir') ?? 'ltr';

  // The one before is gone before the next one's traces are laid.
  flushSync(() => usePlace.setState({ only: null, theme }));
  startAfresh(only?.stored);
  only?.prepare?.();
  flushSync(() => usePlace.setState({ only, theme }));
  if (only) await only.play?.(document);
  await wait(SETTLED);
  documentElement.dataset.ready = name ?? 'all';
}

/** Follows the address for as long as the page is there. */
export async function follow() {
  window.addEventListener('popstate', () => void visit());
  await visit();
}
