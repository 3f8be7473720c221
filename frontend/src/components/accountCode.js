import { createLateCode } from '../hooks/lateCode.js';
import { preloadable } from './preloadable.jsx';

const load = () => import('./account.js');

/** All about accounts, in one chunk: who submits a ticket has no use for it. */
export const accountCode = createLateCode(load);

export const SignInPanel = preloadable(async () => (await load()).SignInPanel).Component;
export const SetPasswordPanel = preloadable(async () => (await load()).SetPasswordPanel).Component;
