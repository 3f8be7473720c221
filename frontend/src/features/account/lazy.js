import { createLateCode } from '../../ui/lazyCode.js';

/** The account's menu and dialogs, once they are asked for. */
export const accountDialogs = createLateCode(() => import('./chunk.js'));
