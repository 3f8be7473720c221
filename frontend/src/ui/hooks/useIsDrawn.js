import { createStore, useStore } from 'zustand';

import { afterPaint } from '../lazyCode.js';

const isDrawn = createStore(() => false);

void afterPaint().then(() => {
  // The first date of a page takes some 20 ms: apart from the drawing, so that no task is long.
  new Intl.DateTimeFormat().format();
  setTimeout(() => isDrawn.setState(true, true));
});

/** Return whether the first screen has been painted, which what nobody sees at once waits for. */
export function useIsDrawn() {
  return useStore(isDrawn);
}
