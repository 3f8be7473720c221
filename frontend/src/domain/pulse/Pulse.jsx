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
  const { view } = useView();
  const isAllowed = useAccess() === 'granted';
  const ticket = view.tab === 'tickets' ? view.ticket : null;
  const doing = useDoing(ticket);
  const current = useRef(/** @type {ReturnType<typeof createPulse> | null} */ (null));

  useEffect(() => {
    if (!isAllowed) return undefined;
    const news = createNews(client);
    const pulse = createPulse({
      ask: askPulse,
      leave: leavePulse,
      onAnswer(answer, of) {
        news.take(answer, of);
        showPresence(of, answer.presence);
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
