import { cleanup, configure } from '@testing-library/react';

import { useThemeChoice } from '../ui/hooks/preferences.js';
import { installBrowser, resetBrowser } from './browser.js';
import { resetStores } from './resetStores.js';

installBrowser();
// Generous, for busy machines: both apply only to tests that fail.
configure({ asyncUtilTimeout: 5000 });
vi.setConfig({ testTimeout: 20_000 });

/** Leave nothing of a test behind: on the page, on the device or in the modules. */
export function resetProduct() {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  resetBrowser();
  resetStores();
  useThemeChoice.reload();
}
