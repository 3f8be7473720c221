import { createPersistedStore } from '../../lib/persistedStore.js';

export const useDensity = createPersistedStore(
  'tf.density',
  /** @type {import('../../types').Density} */ ('comfortable'),
  { isValid: (stored) => stored === 'comfortable' || stored === 'compact' },
);

/** Single letters act as shortcuts; off is better with speech input (WCAG 2.1.4). */
export const useSingleKeys = createPersistedStore('tf.single-keys', true, {
  isValid: (stored) => typeof stored === 'boolean',
});

/** The key and its bare words are read by the script in index.html too, before the first paint. */
export const useThemeChoice = createPersistedStore(
  'tf.theme',
  /** @type {import('../../types').ThemeChoice} */ ('system'),
  {
    isValid: (stored) => stored === 'light' || stored === 'dark',
    parse: (text) => text,
    serialize: (choice) => choice,
  },
);
