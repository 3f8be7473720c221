import Monitor from 'lucide-react/icons/monitor';
import Moon from 'lucide-react/icons/moon';
import Sun from 'lucide-react/icons/sun';

import { uiCopy } from './copy.js';
import { useThemeChoice } from './hooks/preferences.js';
import { useTheme } from './hooks/useTheme.js';

const CHOICES = /** @type {const} */ (['system', 'light', 'dark']);
const ICONS = { system: Monitor, light: Sun, dark: Moon };

/** The choice of theme: light, dark or the system's. */
export function ThemeSwitch() {
  const choice = useTheme();
  return (
    <div className="segments theme-switch" role="radiogroup" aria-label={uiCopy.theme.label}>
      {CHOICES.map((value) => {
        const Icon = ICONS[value];
        return (
          <label key={value} title={uiCopy.theme.choices[value]}>
            <input
              type="radio"
              name="theme"
              value={value}
              checked={choice === value}
              onChange={() => useThemeChoice.setState(value)}
            />
            <span>
              <Icon aria-hidden="true" />
              <span className="visually-hidden">{uiCopy.theme.choices[value]}</span>
            </span>
          </label>
        );
      })}
    </div>
  );
}
