import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { asApiError } from '../../../api/errors.js';
import { keys } from '../../../domain/ticket/keys.js';
import { forgetTicket } from '../../../domain/ticket/ticketCache.js';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { ERASE_MAX, eraseTickets } from './api.js';
import { removalCopy } from './copy.js';

/** @typedef {{ ids: number[] } | { folder: import('../../../types').Folder }} Target */

/**
 * Return the erasure of tickets, in as many requests as it takes, with the number of those that are
 * erased already.
 * @param {() => void} onDone before the tickets leave the list
 */
export function useErase(onDone) {
  const client = useQueryClient();
  const [count, setCount] = useState(0);

  /** @param {Target} target */
  async function erase(target) {
    let erased = 0;
    for await (const number of steps(target)) {
      erased += number;
      setCount(erased);
    }
    return erased;
  }

  const { mutate, isPending } = useMutation({
    networkMode: 'always',
    mutationFn: erase,
    onMutate: () => setCount(0),
    onSuccess: (erased, target) => {
      onDone();
      if ('ids' in target) target.ids.forEach((id) => forgetTicket(client, id));
      showToast({ kind: 'success', text: removalCopy.erasing.done(erased) });
    },
    onError: (error) => {
      const text = removalCopy.erasing.failed(asApiError(error).message);
      showToast({ kind: 'error', text });
    },
    // What some of the requests have erased is gone though the next one failed.
    onSettled: () => client.resetQueries({ queryKey: keys.lists }),
  });
  return { erase: mutate, isPending, count };
}

/**
 * Yield how many tickets each request has erased.
 * @param {Target} target
 */
async function* steps(target) {
  if ('ids' in target) {
    for (let start = 0; start < target.ids.length; start += ERASE_MAX) {
      yield (await eraseTickets({ ids: target.ids.slice(start, start + ERASE_MAX) })).erased;
    }
    return;
  }
  let more = true;
  while (more) {
    const answer = await eraseTickets(target);
    // None were erased though some are left: they are not for whoever asks.
    more = answer.more && answer.erased > 0;
    yield answer.erased;
  }
}
