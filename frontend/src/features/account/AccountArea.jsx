import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';

import { AccountButton } from './AccountButton.jsx';
import { AccountOverlays } from './AccountOverlays.jsx';
import { followOtherTabs } from './sessionGuard.js';

/** The account button, the account dialogs, and the following of other tabs. */
export function AccountArea() {
  const client = useQueryClient();
  useEffect(() => followOtherTabs(client), [client]);
  return (
    <>
      <AccountButton />
      <AccountOverlays />
    </>
  );
}
