import { useState } from 'react';

import { ALL_OPEN } from './filters.js';
import { FRESH_VIEW, useView } from './useView.js';

/** @type {import('./useView.js').View} */
const START = { ...FRESH_VIEW, ...ALL_OPEN, tab: 'tickets' };

/**
 * Where the Tickets tab leads: to the view that was last looked at there, and at first to what is
 * open, which is where the work is.
 * @returns {import('./useView.js').View}
 */
export function useTicketsView() {
  const { view } = useView();
  const [last, setLast] = useState(START);
  if (view.tab === 'tickets' && view !== last) setLast(view);
  return last;
}
