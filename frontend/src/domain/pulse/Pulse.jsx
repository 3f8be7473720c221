import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

import { askPulse, leavePulse } from '../../api/pulse.js';
import { useAccess } from '../session/useAccess.js';
import { useView } from '../view/useView.js';
import { createNews } from './news.js';
import { forgetPresence, showPresence } from './presence.js';
import { createPulse } from './pulse.js';
import { useDoing } from './typing.js';

/** Keeps this tab up to date with what others do. It shows nothing itself. */
export function Pulse() {
  const client = useQueryClient();
  const { view, go } = useView();
  const isAllowed = useAccess() === 'granted';
  const ticket = view.tab === 'tickets' ? view.ticket : null;
  const doing = useDoing(ticket);
  const goTo = useRef(go);
  const current = useRef(/** @type {ReturnType<typeof createPulse> | null} */ (null));

  useEffect(() => {
    goTo.current = go;
  });

  useEffect(() => {
    if (!isAllowed) return undefined;
    /** @param {import('./woken.js').Woken[]} woken */
    async function tellWoken(woken) {
      const code = await import('./woken.js').catch(() => null);
      code?.tellWoken(woken, (changes) => goTo.current(changes));
    }
    const news = createNews(client);
    const pulse = createPulse({
      ask: askPulse,
      leave: leavePulse,
      onAnswer(answer, of) {
        news.take(answer, of);
        showPresence(of, answer.presence);
        // An earlier release does not tell.
        if (answer.woken?.length) void tellWoken(answer.woken);
      },
      onSilence: forgetPresence,
    });
    current.current = pulse;
    pulse.start();
    return () => {
      current.current = null;
      pulse.stop();
    };
  }, [client, isAllowed]);

  useEffect(() => current.current?.watch({ ticket, doing }), [isAllowed, ticket, doing]);

  return null;
}
