import { createElement } from 'react';

import { lazyComponent } from '../../../ui/lazyCode.js';

/** The open ticket: the list is of use without it. */
export const ticketDetail = lazyComponent(
  async () => (await import('./TicketDetail.jsx')).TicketDetail,
  createElement('div', { className: 'panel detail', 'aria-hidden': true }),
);
