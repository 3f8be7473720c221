import { createLateCode } from '../../ui/lazyCode.js';

/** What the list can do without until it is asked for, each in a chunk of its own. */
export const menus = createLateCode(() => import('./menus.js'));
export const saveViewDialog = createLateCode(() => import('./views/SaveViewDialog.jsx'));
export const bulkToolbar = createLateCode(() => import('./bulk/BulkToolbar.jsx'));

/** @typedef {typeof import('./menus.js')} Menus */

/** Fetches all of it, for who is about to need it. */
export function preloadListCode() {
  [menus, saveViewDialog, bulkToolbar].forEach((code) => code.preload());
}
