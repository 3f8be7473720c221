import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { getSimilar } from '../../../api/related/similar.js';
import { keys } from '../../../domain/ticket/keys.js';
import { afterPaint } from '../../../ui/lazyCode.js';

const FRESH = 300_000;

/**
 * Return tickets like one. Nobody waits for them, so they are asked for once the ticket is drawn and the
 * browser rests, or at once where they are shown; and again when its text is another.
 * @param {Pick<import('../../../types').Ticket, 'id' | 'title' | 'description'>} ticket
 * @param {boolean} isShown
 */
export function useSimilar({ id, title, description }, isShown) {
  const [isIdle, setIsIdle] = useState(false);
  useEffect(() => {
    let isGone = false;
    void afterPaint().then(() => isGone || setIsIdle(true));
    return () => {
      isGone = true;
    };
  }, []);
  return useQuery({
    queryKey: [...keys.similar(id), title, description],
    queryFn: ({ signal }) => getSimilar(id, { signal }),
    enabled: isShown || isIdle,
    staleTime: FRESH,
    retry: false,
  });
}
