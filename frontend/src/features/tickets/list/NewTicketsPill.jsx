import { ArrowUp } from 'lucide-react';

import { copy } from '../../../lib/copy.js';
import { keyOf } from '../../../ui/commands/shortcuts.js';

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
        {count ? copy.list.newTickets(count, more) : ''}
      </span>
      {count ? (
        <button
          type="button"
          className="arrivals-pill"
          aria-label={`${copy.list.newTickets(count, more)}: ${copy.list.showNew}`}
          onClick={show}
        >
          <ArrowUp aria-hidden="true" />
          <span className="arrivals-count">{copy.list.newTickets(count, more)}</span>
          <span className="arrivals-count--short">{copy.list.newShort(count, more)}</span>
          <span className="arrivals-show">{copy.list.showNew}</span>
          <kbd className="wide-only" aria-hidden="true">
            {keyOf('show_new')}
          </kbd>
        </button>
      ) : null}
    </>
  );
}
