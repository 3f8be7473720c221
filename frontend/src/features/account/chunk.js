import './account.css';

export { AccountMenu } from './AccountMenu.jsx';
export { OpenMenu } from '../../ui/menu/OpenMenu.jsx';
export { PasswordDialog } from './security/PasswordDialog.jsx';
export { SecurityDialog } from './security/SecurityDialog.jsx';
export { SetPasswordPanel } from './sign-in/SetPasswordPanel.jsx';
export { SignInDialog } from './sign-in/SignInDialog.jsx';
export { SignInPanel } from './sign-in/SignInPanel.jsx';
export { TokensDialog } from './tokens/TokensDialog.jsx';
