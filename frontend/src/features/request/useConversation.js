import { useEffect, useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { getPublicMessages } from '../../api/publicMessages.js';
import { requestKeys } from './keys.js';
import { arrivalsIn, withEarlier, withNewest } from './messages.js';
import { checkLink, whileThere } from './polling.js';

/** @typedef {import('../../types').PublicMessage} PublicMessage */
/** @typedef {import('../../types').PublicMessages} PublicMessages */

const EVERY = 30_000;

/**
 * Return the messages of a ticket, with new ones every half minute.
 * @param {string} token
 */
export function useConversation(token) {
  const client = useQueryClient();
  const queryKey = requestKeys.messages(token);
  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const newest = await getPublicMessages(token, { signal });
      return withNewest(client.getQueryData(queryKey), newest);
    },
    ...whileThere(EVERY),
  });
  const { error } = query;
  useEffect(() => {
    checkLink(client, token, error);
  }, [client, token, error]);
  return query;
}

/**
 * Return the mutation that reads the messages before a cursor.
 * @param {string} token
 */
export function useEarlierMessages(token) {
  const client = useQueryClient();
  return useMutation({
    networkMode: 'always',
    mutationFn: (/** @type {string} */ cursor) => getPublicMessages(token, { cursor }),
    onSuccess: (earlier, cursor) => {
      client.setQueryData(
        requestKeys.messages(token),
        (/** @type {PublicMessages | undefined} */ known) =>
          known?.earlierCursor === cursor ? withEarlier(known, earlier) : known,
      );
    },
  });
}

/**
 * Return the answers that have come since the page was opened, and the last of them to announce.
 * @param {PublicMessage[] | undefined} messages undefined until they are read
 */
export function useArrivals(messages) {
  const [known, setKnown] = useState(messages);
  const [arrivals, setArrivals] = useState(
    /** @type {{ keys: string[], latest: PublicMessage[] }} */ ({ keys: [], latest: [] }),
  );
  if (known !== messages) {
    const latest = known && messages ? arrivalsIn(known, messages) : [];
    setKnown(messages);
    if (latest.length) {
      setArrivals({ keys: [...arrivals.keys, ...latest.map(({ key }) => key)], latest });
    }
  }
  return arrivals;
}
