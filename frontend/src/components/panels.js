import { lazy } from 'react';

import { SubmitPanel } from './SubmitPanel.jsx';

const loadTickets = () => import('./TicketsPanel.jsx');
const loadDashboard = () => import('./StatsDashboard.jsx');

/** What each tab shows. The form comes with the page: who submits a ticket comes for nothing else. */
export const panels = {
  submit: SubmitPanel,
  tickets: lazy(async () => ({ default: (await loadTickets()).TicketsPanel })),
  dashboard: lazy(async () => ({ default: (await loadDashboard()).StatsDashboard })),
};

/**
 * Fetches a tab's code before it is asked for. If that fails, asking for it will tell.
 * @param {import('../types').Tab} tab
 */
export function preloadPanel(tab) {
  if (tab === 'tickets') loadTickets().catch(() => {});
  if (tab === 'dashboard') loadDashboard().catch(() => {});
}
