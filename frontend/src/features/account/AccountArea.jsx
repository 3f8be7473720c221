import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';

import { AccountButton } from './AccountButton.jsx';
import { AccountOverlays } from './AccountOverlays.jsx';
import { watchSession } from './sessionGuard.js';

/** The account button, the account dialogs, and the handling of a session that ends. */
export function AccountArea() {
  const client = useQueryClient();
  useEffect(() => watchSession(client), [client]);
  return (
    <>
      <AccountButton />
      <AccountOverlays />
    </>
  );
}
