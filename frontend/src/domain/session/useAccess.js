import { useQuery } from '@tanstack/react-query';

import { getAccount } from '../../api/account.js';
import { storage } from '../../lib/storage.js';
import { useView } from '../view/useView.js';
import { useConfig } from './useConfig.js';
import { useSignInLink } from './useSignInLink.js';

export const ACCOUNT = ['account'];

/** Under which the device keeps that somebody signed in: it is worth asking who. */
export const KEY = 'tf.session';

/** Who is signed in: null for nobody, undefined until that is known, or where no one has asked. */
export function useAccount() {
  return useAccountQuery().data;
}

function useAccountQuery() {
  const config = useConfig();
  const { tab } = useView().view;
  const { next } = useSignInLink();
  // A stranger's page asks for nothing that it can do without.
  const isNeeded = config?.open_access === false && tab !== 'submit';
  return useQuery({
    queryKey: ACCOUNT,
    queryFn: ({ signal }) => getAccount({ signal }),
    enabled: isNeeded || next !== null || storage.read(KEY) !== null,
    // Whoever signs in or out says so.
    staleTime: Infinity,
    gcTime: Infinity,
  });
}

/**
 * Whether the tickets may be seen. Until the server has said, it is taken for granted: where that
 * is wrong, it answers nothing.
 * @returns {'granted' | 'denied' | 'asking' | 'unknown'}
 */
export function useAccess() {
  const config = useConfig();
  const { data, isPending, isError } = useAccountQuery();
  const { tab } = useView().view;
  if (config?.open_access || data) return 'granted';
  if (!config || isError) return 'unknown';
  if (data === null) return 'denied';
  return isPending && tab !== 'submit' ? 'asking' : 'denied';
}
