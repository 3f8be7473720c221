import { createStore, useStore } from 'zustand';

import { afterPaint } from '../lazyCode.js';

const isDrawn = createStore(() => false);
void afterPaint().then(() => isDrawn.setState(true, true));

/** Return whether the first screen has been painted, which what nobody sees at once waits for. */
export function useIsDrawn() {
  return useStore(isDrawn);
}
