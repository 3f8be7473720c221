import '../styles/account.css';

export { AccountMenu } from './AccountMenu.jsx';
export { OpenMenu } from '../ui/OpenMenu.jsx';
export { PasswordDialog } from './PasswordDialog.jsx';
export { SecurityDialog } from './SecurityDialog.jsx';
export { SetPasswordPanel } from './SetPasswordPanel.jsx';
export { SignInDialog } from './SignInDialog.jsx';
export { SignInPanel } from './SignInPanel.jsx';
export { TokensDialog } from './TokensDialog.jsx';
