import { ArrowUp } from 'lucide-react';

import { copy } from '../lib/copy.js';
import { keyOf } from '../lib/shortcuts.js';

/**
 * Tells that tickets have come in, and shows them when the person asks for it.
 * @param {{ arrivals: ReturnType<typeof import('../hooks/useNewTickets.js').useNewTickets> }} props
 */
export function NewTicketsPill({ arrivals: { count, more, accept } }) {
  return (
    <div className="arrivals">
      <span className="visually-hidden" role="status">
        {count ? copy.list.newTickets(count, more) : ''}
      </span>
      {count ? (
        <button type="button" className="arrivals-pill" onClick={accept}>
          <ArrowUp aria-hidden="true" />
          {copy.list.newTickets(count, more)}
          <span className="arrivals-show">{copy.list.showNew}</span>
          <kbd className="wide-only" aria-hidden="true">
            {keyOf('show_new')}
          </kbd>
        </button>
      ) : null}
    </div>
  );
}
