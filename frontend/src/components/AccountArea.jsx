import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';

import { watchSession } from '../hooks/account/session.js';
import { AccountButton } from './AccountButton.jsx';
import { AccountOverlays } from './AccountOverlays.jsx';

/** Who is signed in, what lies over the page of it, and what happens when that ends. */
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
