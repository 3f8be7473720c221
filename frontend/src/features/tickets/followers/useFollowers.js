import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { asApiError } from '../../../api/errors.js';
import { followTicket, getFollowers, unfollowTicket } from '../../../api/followers.js';
import { useAccount } from '../../../domain/session/useAccess.js';
import { keys } from '../../../domain/ticket/keys.js';
import { refreshCounts } from '../../../domain/ticket/counts/refreshCounts.js';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { offerUndo } from '../../../ui/toasts/undoStack.js';
import { followersCopy } from './copy.js';

/** @typedef {import('../../../types').Agent} Agent */

const FRESH = 20_000;

/**
 * Return who follows a ticket, whether that is known, and what follows it or no longer does: shown at
 * once, and taken back if the server refuses.
 * @param {number} ticket
 */
export function useFollowers(ticket) {
  const client = useQueryClient();
  const account = useAccount();
  const queryKey = keys.followers(ticket);
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => getFollowers(ticket, { signal }),
    staleTime: FRESH,
  });
  const isFollowed = Boolean(account && data?.some(({ id }) => id === account.id));

  /** @param {boolean} next */
  function show(next) {
    if (!account) return;
    const me = { id: Number(account.id), name: account.name };
    client.setQueryData(queryKey, (/** @type {Agent[] | undefined} */ now = []) => {
      const others = now.filter(({ id }) => id !== me.id);
      return next ? [me, ...others] : others;
    });
  }

  const { mutate } = useMutation({
    scope: { id: `followers-${ticket}` },
    mutationFn: async (/** @type {{ next: boolean, isUndo: boolean }} */ { next }) => {
      if (next) await followTicket(ticket);
      else await unfollowTicket(ticket);
    },
    onMutate: async ({ next }) => {
      await client.cancelQueries({ queryKey });
      show(next);
    },
    onError: (error, { next }) => {
      show(!next);
      const text = followersCopy.failed(asApiError(error).message);
      showToast({ kind: 'error', key: `follow-${ticket}`, text });
    },
    onSuccess: (_, { next, isUndo }) => {
      if (isUndo) return;
      offerUndo({
        key: `follow-${ticket}`,
        text: next ? followersCopy.done(ticket) : followersCopy.left(ticket),
        hint: followersCopy.hint(next, ticket),
        run: () => mutate({ next: !next, isUndo: true }),
      });
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey });
      refreshCounts.resume(client);
    },
  });

  function toggle() {
    if (account) mutate({ next: !isFollowed, isUndo: false });
    else showToast({ kind: 'error', key: `follow-${ticket}`, text: followersCopy.signIn });
  }

  return { followers: data, isFollowed, me: account?.id, toggle };
}
