import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';

import { secondFactorMissing, signedOut } from '../../api/pausedRequests.js';

const guard = () => import('./sessionGuard.js');

/**
 * Have requests that are refused for want of a session, or of a second factor, wait for it. Nothing
 * but this little need be there before the first of them is: the rest of the code may come later.
 */
export function useHeldRequests() {
  const client = useQueryClient();
  useEffect(() => {
    const stops = [
      signedOut.onPaused(async (reason) => (await guard()).holdSignedOut(client, reason)),
      secondFactorMissing.onPaused(async (reason) =>
        (await guard()).holdForSecondFactor(client, reason),
      ),
    ];
    return () => stops.forEach((stop) => stop());
  }, [client]);
}
