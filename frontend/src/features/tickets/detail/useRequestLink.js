import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { asApiError } from '../../../api/errors.js';
import { getLink, makeLink, revokeLink } from '../../../api/requests.js';
import { keys } from '../../../domain/ticket/ticketCache.js';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { linkCopy } from './copy.js';

/**
 * A ticket's private link, and how agents make a new one or revoke it. The token of a new one is
 * known until the component that asked for it is gone.
 * @param {number} id
 */
export function useRequestLink(id) {
  const client = useQueryClient();
  const queryKey = keys.link(id);
  const link = useQuery({
    queryKey,
    queryFn: ({ signal }) => getLink(id, { signal }),
    staleTime: 0,
    gcTime: 0,
  });

  /** @param {unknown} error */
  function fail(error) {
    showToast({ kind: 'error', key: 'link', text: linkCopy.failed(asApiError(error).message) });
  }

  const make = useMutation({
    networkMode: 'always',
    mutationFn: () => makeLink(id),
    onSuccess: (made) => client.setQueryData(queryKey, { ...made, request_token: undefined }),
    onError: fail,
  });
  const revoke = useMutation({
    networkMode: 'always',
    mutationFn: () => revokeLink(id),
    onSuccess: () => {
      make.reset();
      showToast({ kind: 'success', key: 'link', text: linkCopy.revoked });
      return client.invalidateQueries({ queryKey });
    },
    onError: fail,
  });
  return { link, make, revoke };
}
