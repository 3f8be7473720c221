import { AccountArea } from '../features/account/AccountArea.jsx';
import { ErasureHost } from './ErasureHost.jsx';
import { SavedRepliesHost } from './SavedRepliesHost.jsx';
import { SettingsHost } from './SettingsHost.jsx';

/** The account, and the panels that open from its menu. */
export function AccountPlace() {
  return (
    <>
      <AccountArea />
      <SavedRepliesHost />
      <ErasureHost />
      <SettingsHost />
    </>
  );
}
