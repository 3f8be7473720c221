import { lazyCode, lazyComponent } from '../../ui/lazyCode.js';

/** What the list can do without until it is asked for, each in a chunk of its own. */
export const menus = lazyCode(() => import('./menus.js'));
export const saveViewDialog = lazyCode(() => import('./views/SaveViewDialog.jsx'));
export const bulkToolbar = lazyCode(() => import('./bulk/BulkToolbar.jsx'));

/** @typedef {typeof import('./menus.js')} Menus */

/** Fetches all of it, for who is about to need it. */
export function preloadListCode() {
  [menus, saveViewDialog, bulkToolbar].forEach((code) => code.preload());
}

export const WIDE = '(width >= 1100px)';

const split = lazyComponent(async () => (await import('./SplitPanels.jsx')).SplitPanels);

/** What moves the divider: a narrow window has none. */
export const SplitPanels = split.Component;

/** Fetches the code where there is a divider. */
export async function preloadSplit() {
  if (matchMedia(WIDE).matches) await split.preload();
}
