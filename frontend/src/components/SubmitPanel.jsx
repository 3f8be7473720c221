import { useState } from 'react';

import { useWelcome } from '../hooks/useWelcome.js';
import { Confirmation } from './Confirmation.jsx';
import { Hero } from './Hero.jsx';
import { TicketForm } from './TicketForm.jsx';

/** The tab for someone with a problem: a welcome at first, the form, and the answer. */
export function SubmitPanel() {
  const welcome = useWelcome();
  const [sent, setSent] = useState(/** @type {import('../types').Ticket | null} */ (null));
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

  /** @param {import('../types').Ticket} ticket */
  function finish(ticket) {
    welcome.end();
    setSent(ticket);
  }

  return (
    <div className={welcome.isShown ? 'submit' : 'submit submit--alone'}>
      {welcome.isShown ? <Hero onDismiss={welcome.end} /> : null}
      <TicketForm onSent={finish} headingLevel={welcome.isShown ? 2 : 1} focusTitle={isAnother} />
    </div>
  );
}
