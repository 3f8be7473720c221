import { useState } from 'react';

import { useConfig } from '../../domain/session/useConfig.js';
import { endWelcome, useWelcome } from '../../domain/session/useWelcome.js';
import { Confirmation } from './Confirmation.jsx';
import { Hero } from './Hero.jsx';
import { TicketForm } from './TicketForm.jsx';

/** The tab for requesters: a welcome at first, the form, and the confirmation. */
export function SubmitPanel() {
  const isWelcome = useWelcome();
  const hasSuggestions = useConfig()?.suggestions !== false;
  const [sent, setSent] = useState(/** @type {import('../../types').SentTicket | null} */ (null));
  const [isAnother, setIsAnother] = useState(false);

  if (sent) {
    const another = () => {
      setSent(null);
      setIsAnother(true);
    };
    return (
      <div className="submit submit--alone">
        <Confirmation ticket={sent} onAnother={another} />
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
