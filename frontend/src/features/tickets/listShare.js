import { createPersistedStore } from '../../lib/persistedStore.js';

const INITIAL = 38;

/** The list's share of the width beside an open ticket, in percent. */
export const useListShare = createPersistedStore('tf.list-share', INITIAL, {
  isValid: (stored) => Number.isFinite(stored) && stored > 0 && stored < 100,
});
