import './account.css';

export { AbsenceDialog } from './absence/AbsenceDialog.jsx';
export { AccountMenu } from './AccountMenu.jsx';
export { OpenMenu } from '../../ui/menu/OpenMenu.jsx';
export { Reauthentication } from './security/Reauthentication.jsx';
export { PasswordDialog } from './security/PasswordDialog.jsx';
export { SecondFactorDialog } from './security/SecondFactorDialog.jsx';
export { SecondFactorPanel } from './security/SecondFactorPanel.jsx';
export { SecurityDialog } from './security/SecurityDialog.jsx';
export { SessionsDialog } from './sessions/SessionsDialog.jsx';
export { SetPasswordPanel } from './sign-in/SetPasswordPanel.jsx';
export { SignInDialog } from './sign-in/SignInDialog.jsx';
export { SignInPanel } from './sign-in/SignInPanel.jsx';
export { TokensDialog } from './tokens/TokensDialog.jsx';
