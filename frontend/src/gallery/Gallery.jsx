import { useEffect, useEffectEvent } from 'react';

import { useThemeChoice } from '../ui/hooks/preferences.js';
import { useTheme } from '../ui/hooks/useTheme.js';
import { Index } from './Index.jsx';
import { usePlace } from './place.js';
import { Solo } from './Solo.jsx';
import './gallery.css';

/** Every component in all its states, or a single one that fills the page. */
export function Gallery() {
  const { only, theme } = usePlace();
  useTheme();
  const follow = useEffectEvent(useThemeChoice.setState);

  useEffect(() => follow(theme ?? 'system'), [theme]);

  if (only) return <Solo key={only.name} specimen={only} />;
  const isIndex = !new URLSearchParams(window.location.search).has('only');
  return isIndex ? <Index themes={theme ? [theme] : ['light', 'dark']} /> : null;
}
