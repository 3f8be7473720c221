import { composerTools } from './composer/lazyTools.js';
import { ticketDetail } from './detail/lazyDetail.js';
import { similarTickets } from './similar/lazyTickets.js';
import { afterPaint, firstSign, lazyCode } from '../../ui/lazyCode.js';

const UNASKED_AFTER = 4000;

/** Parts of the list that are not needed until they are opened, each in a chunk of its own. */
export const menus = lazyCode(() => import('./menus.js'));
export const saveViewDialog = lazyCode(() => import('./views/SaveViewDialog.jsx'));
export const viewTakeOver = lazyCode(() => import('./views/takeOver.js'));
export const ticketDialogs = lazyCode(() => import('./detail/dialogs.js'));
export const mergingDialogs = lazyCode(() => import('./merging/dialogs.js'));
export const unreadMark = lazyCode(() => import('./unread/UnreadMark.jsx'));
export const pickers = lazyCode(() => import('./assignment/pickers.js'));
export const snoozeDialog = lazyCode(() => import('./snooze/SnoozeDialog.jsx'));
export const collisionDialog = lazyCode(() => import('./collision/CollisionDialog.jsx'));
export const bulkToolbar = lazyCode(() => import('./bulk/BulkToolbar.jsx'));

/** @typedef {typeof import('./menus.js')} Menus */
/** @typedef {typeof import('./assignment/pickers.js')} Pickers */

/** The divider between list and ticket, which a narrow window has not. */
export const splitDivider = lazyCode(() => import('./SplitDivider.jsx'));

/** Fetch all of them ahead of use, but not before the rows are drawn. */
export async function preloadListCode() {
  await Promise.race([afterPaint(), firstSign(UNASKED_AFTER)]);
  // If that fails, opening a ticket shows the error.
  ticketDetail.preload().catch(() => {});
  unreadMark.preload();
  await firstSign(UNASKED_AFTER);
  [
    ...[menus, pickers, composerTools, saveViewDialog, ticketDialogs, snoozeDialog, bulkToolbar],
    ...[splitDivider, similarTickets, collisionDialog, mergingDialogs],
  ].forEach((code) => code.preload());
}
