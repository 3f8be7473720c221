import { createLateCode } from '../hooks/lateCode.js';

/** The account's menu and dialogs, once they are asked for. */
export const accountDialogs = createLateCode(() => import('./account.js'));
