import { preloadable } from './preloadable.jsx';

export const WIDE = '(width >= 1100px)';

const split = preloadable(
  async () => (await import('../features/tickets/SplitPanels.jsx')).SplitPanels,
);

/** What moves the divider, in a chunk of its own: a narrow window has none. */
export const SplitPanels = split.Component;

/** Fetches the code where there is a divider. */
export async function preloadSplit() {
  if (matchMedia(WIDE).matches) await split.preload();
}
