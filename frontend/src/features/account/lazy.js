import { lazyCode, lazyComponent } from '../../ui/lazyCode.js';

// In one chunk: the submit tab does not need it.
const load = () => import('./chunk.js');

export const SignInPanel = lazyComponent(async () => (await load()).SignInPanel).Component;
export const SetPasswordPanel = lazyComponent(
  async () => (await load()).SetPasswordPanel,
).Component;

/** The account's menu and dialogs. */
export const accountDialogs = lazyCode(load);
