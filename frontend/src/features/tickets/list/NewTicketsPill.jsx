import { ArrowUp } from 'lucide-react';

import { keyOf } from '../../../ui/commands/shortcuts.js';
import { listCopy } from './copy.js';

/**
 * Tells that tickets have come in, and shows them when the person asks for it.
 * @param {{ arrivals: ReturnType<typeof import('./useNewTickets.js').useNewTickets> }} props
 */
export function NewTicketsPill({ arrivals: { count, more, accept } }) {
  function show() {
    // The button goes with what it tells.
    document.getElementById('tickets-heading')?.focus();
    accept();
  }

  return (
    <>
      <span className="visually-hidden" role="status">
        {count ? listCopy.newTickets(count, more) : ''}
      </span>
      {count ? (
        <button
          type="button"
          className="arrivals-pill"
          aria-label={`${listCopy.newTickets(count, more)}: ${listCopy.showNew}`}
          onClick={show}
        >
          <ArrowUp aria-hidden="true" />
          <span className="arrivals-count">{listCopy.newTickets(count, more)}</span>
          <span className="arrivals-count--short">{listCopy.newShort(count, more)}</span>
          <span className="arrivals-show">{listCopy.showNew}</span>
          <kbd className="wide-only" aria-hidden="true">
            {keyOf('show_new')}
          </kbd>
        </button>
      ) : null}
    </>
  );
}
