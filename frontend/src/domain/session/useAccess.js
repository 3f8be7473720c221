import { useQuery } from '@tanstack/react-query';

import { getAccount } from '../../api/account.js';
import { useView } from '../view/useView.js';
import { ACCOUNT } from './keys.js';
import { isSignInRecorded } from './signInRecord.js';
import { useConfig } from './useConfig.js';
import { useSignInLink } from './useSignInLink.js';

/**
 * Return whether somebody must set up a second factor before anything else.
 * @param {import('../../types').Account | null | undefined} account
 */
export function lacksSecondFactor(account) {
  const { is_required: isRequired, is_set_up: isSetUp } = account?.second_factor ?? {};
  return Boolean(isRequired) && !isSetUp;
}

/**
 * Return who is signed in: null for nobody, undefined until that is known or if it was not asked.
 */
export function useAccount() {
  return useAccountQuery().data;
}

/**
 * Return the id of who is signed in: null for nobody, undefined while the server is asked.
 */
export function useAccountId() {
  const { data, isLoading } = useAccountQuery();
  return isLoading ? undefined : (data?.id ?? null);
}

function useAccountQuery() {
  const config = useConfig();
  const { tab } = useView().view;
  const { next } = useSignInLink();
  // Pages that need no account do not ask for it.
  const isNeeded = config?.open_access === false && tab !== 'submit';
  return useQuery({
    queryKey: ACCOUNT,
    queryFn: ({ signal }) => getAccount({ signal }),
    enabled: isNeeded || next !== null || isSignInRecorded(),
    // Signing in or out updates it.
    staleTime: Infinity,
    gcTime: Infinity,
  });
}

/**
 * Return whether the tickets may be read. Until the server has answered it is assumed: without
 * access it answers nothing.
 * @returns {'granted' | 'denied' | 'asking' | 'unknown'}
 */
export function useAccess() {
  const config = useConfig();
  const { data, isPending, isError } = useAccountQuery();
  const { tab } = useView().view;
  if (lacksSecondFactor(data)) return 'denied';
  if (config?.open_access || data) return 'granted';
  const isAsked = isPending && tab !== 'submit';
  // Else what is asked for meanwhile would be given up once the server says that accounts are needed.
  if (isAsked && isSignInRecorded() && !isError) return 'asking';
  if (!config || isError) return 'unknown';
  return isAsked ? 'asking' : 'denied';
}
