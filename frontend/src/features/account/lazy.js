import { lazyCode, lazyComponent } from '../../ui/lazyCode.js';

// In one chunk: the submit tab does not need it.
const load = () => import('./chunk.js');

export const SignInPanel = lazyComponent(async () => (await load()).SignInPanel).Component;
export const SecondFactorPanel = lazyComponent(
  async () => (await load()).SecondFactorPanel,
).Component;
export const SetPasswordPanel = lazyComponent(
  async () => (await load()).SetPasswordPanel,
).Component;

/** The account's menu and dialogs. */
export const accountDialogs = lazyCode(load);

/** The audit trail, which only admins open. */
export const auditTrail = lazyCode(() => import('./audit/AuditDialog.jsx'));
