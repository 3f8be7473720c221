import { useEffect } from 'react';

import { useSingleKeys } from '../hooks/preferences.js';
import { lazyCode, useLazyCode } from '../lazyCode.js';

/** What listens to keys: the first screen is drawn without it. */
export const shortcutKeys = lazyCode(() => import('./bindShortcuts.js'));

/** Run commands on their keys. Single letters can be switched off. */
export function useShortcuts() {
  const isOn = useSingleKeys();
  const code = useLazyCode(shortcutKeys, true);

  useEffect(() => code?.bindShortcuts(isOn), [code, isOn]);
}
