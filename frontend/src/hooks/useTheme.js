import { useEffect, useState } from 'react';

import { applyTheme, resolveTheme, storeTheme, storedTheme } from '../lib/theme.js';
import { useMediaQuery } from './useMediaQuery.js';

/** The theme that was chosen, applied to the page and following the system where none was. */
export function useTheme() {
  const [choice, setChoice] = useState(storedTheme);
  const systemIsLight = useMediaQuery('(prefers-color-scheme: light)');
  const theme = resolveTheme(choice, systemIsLight);

  useEffect(() => applyTheme(theme), [theme]);

  return {
    choice,
    theme,
    /** @param {import('../types').ThemeChoice} next */
    choose(next) {
      storeTheme(next);
      setChoice(next);
    },
  };
}
