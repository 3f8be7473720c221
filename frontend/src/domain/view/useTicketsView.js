import { useState } from 'react';

import { ALL_OPEN } from './filters.js';
import { FRESH_VIEW } from './address.js';
import { useView } from './useView.js';

/** @type {import('./address.js').View} */
const START = { ...FRESH_VIEW, ...ALL_OPEN, tab: 'tickets' };

/**
 * Return the view that the Tickets tab opens: the last one there, and at first the open tickets.
 * @returns {import('./address.js').View}
 */
export function useTicketsView() {
  const { view } = useView();
  const [last, setLast] = useState(START);
  if (view.tab === 'tickets' && view !== last) setLast(view);
  return last;
}
