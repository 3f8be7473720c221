import { useEffect, useState } from 'react';

import { useConfig } from '../../domain/session/useConfig.js';
import { endWelcome, useWelcome } from '../../domain/session/useWelcome.js';
import { firstSign, lazyCode, useLazyCode } from '../../ui/lazyCode.js';
import { submitCopy } from './copy.js';
import { Hero } from './Hero.jsx';
import { nameOfSent } from './submission.js';
import { TicketForm } from './TicketForm.jsx';

const UNASKED_AFTER = 5000;

const confirmation = lazyCode(() => import('./Confirmation.jsx'));

/** The tab for requesters: a welcome at first, the form, and the confirmation. */
export function SubmitPanel() {
  const isWelcome = useWelcome();
  const hasSuggestions = useConfig()?.suggestions !== false;
  const [sent, setSent] = useState(/** @type {import('../../types').SentTicket | null} */ (null));
  const [isAnother, setIsAnother] = useState(false);
  const code = useLazyCode(confirmation, sent !== null);

  // Well before anything is sent.
  useEffect(() => void firstSign(UNASKED_AFTER).then(confirmation.preload), []);

  if (sent) {
    const another = () => {
      setSent(null);
      setIsAnother(true);
    };
    return (
      <div className="submit submit--alone">
        {code ? (
          <code.Confirmation ticket={sent} onAnother={another} />
        ) : (
          <p className="glass confirmation">{submitCopy.confirmation.title(nameOfSent(sent))}</p>
        )}
      </div>
    );
  }

  /** @param {import('../../types').SentTicket} ticket */
  function finish(ticket) {
    endWelcome();
    setSent(ticket);
  }

  return (
    <div className={isWelcome ? 'submit' : 'submit submit--alone'}>
      {isWelcome ? <Hero hasSuggestions={hasSuggestions} onDismiss={endWelcome} /> : null}
      <TicketForm onSent={finish} headingLevel={isWelcome ? 2 : 1} focusTitle={isAnother} />
    </div>
  );
}
