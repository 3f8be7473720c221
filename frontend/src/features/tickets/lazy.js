import { lazyCode, lazyComponent } from '../../ui/lazyCode.js';

/** Parts of the list that are not needed until they are opened, each in a chunk of its own. */
export const menus = lazyCode(() => import('./menus.js'));
export const saveViewDialog = lazyCode(() => import('./views/SaveViewDialog.jsx'));
export const bulkToolbar = lazyCode(() => import('./bulk/BulkToolbar.jsx'));

/** @typedef {typeof import('./menus.js')} Menus */

/** Fetch all of them ahead of use. */
export function preloadListCode() {
  [menus, saveViewDialog, bulkToolbar].forEach((code) => code.preload());
}

export const WIDE = '(width >= 1100px)';

const split = lazyComponent(async () => (await import('./SplitPanels.jsx')).SplitPanels);

/** The divider between list and ticket; a narrow window has none. */
export const SplitPanels = split.Component;

/** Fetch the code of the divider if the window is wide. */
export async function preloadSplit() {
  if (matchMedia(WIDE).matches) await split.preload();
}
