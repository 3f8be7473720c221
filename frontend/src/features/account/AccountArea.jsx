import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';

import { AccountButton } from './AccountButton.jsx';
import { AccountOverlays } from './AccountOverlays.jsx';
import { watchSession } from './sessionGuard.js';

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
