import { lazyCode } from '../../../ui/lazyCode.js';

/** The question before an erasure, in the chunk of the other dialogs about tickets. */
export const eraseDialog = lazyCode(() => import('../detail/dialogs.js'));
