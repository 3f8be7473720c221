import { useEffect, useSyncExternalStore } from 'react';

import { createStore } from '../../lib/store.js';
import { applyTheme, resolveTheme, storeTheme, storedTheme } from '../../lib/theme.js';
import { useMediaQuery } from './useMediaQuery.js';

const chosen = createStore(storedTheme());

/** The theme that was chosen, applied to the page and following the system where none was. */
export function useTheme() {
  const choice = useSyncExternalStore(chosen.subscribe, chosen.get);
  const systemIsLight = useMediaQuery('(prefers-color-scheme: light)');
  const theme = resolveTheme(choice, systemIsLight);

  useEffect(() => applyTheme(theme), [theme]);

  return {
    choice,
    theme,
    /** @param {import('../../types').ThemeChoice} next */
    choose(next) {
      storeTheme(next);
      chosen.set(next);
    },
  };
}
