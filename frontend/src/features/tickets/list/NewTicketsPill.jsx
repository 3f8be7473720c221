import ArrowUp from 'lucide-react/icons/arrow-up';

import { keyOf } from '../../../ui/commands/shortcuts.js';
import { listCopy } from './copy.js';

/**
 * The button that shows tickets that have come in since the list was loaded.
 * @param {{ arrivals: ReturnType<typeof import('./useNewTickets.js').useNewTickets> }} props
 */
export function NewTicketsPill({ arrivals: { count, more, accept } }) {
  function show() {
    // Pressing the button removes it, so the focus moves first.
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
          <kbd translate="no" className="wide-only" aria-hidden="true">
            {keyOf('show_new')}
          </kbd>
        </button>
      ) : null}
    </>
  );
}
