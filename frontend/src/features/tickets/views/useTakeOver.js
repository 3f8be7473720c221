import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

import { useAccountId } from '../../../domain/session/useAccess.js';
import { viewTakeOver } from '../lazy.js';
import { useSavedViews } from './savedViews.js';
import { SHARED_VIEWS } from './useSharedViews.js';

/** Move the views of this device to the account of whoever signs in, once. */
export function useTakeOver() {
  const client = useQueryClient();
  const accountId = useAccountId();
  const hasViews = useSavedViews((views) => views.length > 0);
  useEffect(() => {
    if (!accountId || !hasViews) return;
    async function takeOver(/** @type {number} */ id) {
      await viewTakeOver.load();
      const moved = await viewTakeOver.store.getState()?.takeOver(id);
      if (moved) await client.invalidateQueries({ queryKey: SHARED_VIEWS });
    }
    // Otherwise they are still there, and taken over next time.
    takeOver(accountId).catch(() => {});
    // Once for who signs in, not for every view that was moved.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [accountId]);
}
