import { useEffect } from 'react';

import { applyTheme, resolveTheme } from '../../lib/theme.js';
import { useThemeChoice } from './preferences.js';
import { useMediaQuery } from './useMediaQuery.js';

/** Apply the chosen theme to the page, or the system's where none was chosen. */
export function useTheme() {
  const choice = useThemeChoice();
  const systemIsLight = useMediaQuery('(prefers-color-scheme: light)');
  const theme = resolveTheme(choice, systemIsLight);

  useEffect(() => applyTheme(theme), [theme]);

  return choice;
}
