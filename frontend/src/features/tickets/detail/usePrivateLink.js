import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { asApiError } from '../../../api/errors.js';
import { getPrivateLink, createPrivateLink, revokePrivateLink } from '../../../api/privateLinks.js';
import { useShownOnce } from '../../../domain/session/useShownOnce.js';
import { ticketCopy } from '../../../domain/ticket/copy.js';
import { keys } from '../../../domain/ticket/keys.js';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { linkCopy } from './copy.js';

/**
 * Return a ticket's private link, the mutations that replace and revoke it, and the token of a new
 * one, which the server tells only once.
 * @param {number} id
 */
export function usePrivateLink(id) {
  const client = useQueryClient();
  const queryKey = keys.link(id);
  const once = useShownOnce('new_link', ticketCopy.number(id));
  const link = useQuery({
    queryKey,
    queryFn: ({ signal }) => getPrivateLink(id, { signal }),
    staleTime: 0,
    gcTime: 0,
  });

  /** @param {unknown} error */
  function fail(error) {
    showToast({ kind: 'error', key: 'link', text: linkCopy.failed(asApiError(error).message) });
  }

  const make = useMutation({
    networkMode: 'always',
    mutationFn: () => createPrivateLink(id),
    onSuccess: (made) => {
      once.keep(made.request_token);
      client.setQueryData(queryKey, { ...made, request_token: undefined });
    },
    onError: fail,
  });
  const revoke = useMutation({
    networkMode: 'always',
    mutationFn: () => revokePrivateLink(id),
    onSuccess: () => {
      once.forget();
      showToast({ kind: 'success', key: 'link', text: linkCopy.revoked });
      return client.invalidateQueries({ queryKey });
    },
    onError: fail,
  });
  return { link, make, revoke, once };
}
