import { SecondFactorPanel, SetPasswordPanel, SignInPanel } from '../features/account/lazy.js';
import { SubmitPanel } from '../features/submit/SubmitPanel.jsx';
import { ticketDetail } from '../features/tickets/detail/lazyDetail.js';
import { lazyComponent } from '../ui/lazyCode.js';

const tickets = lazyComponent(
  async () => (await import('../features/tickets/TicketsPanel.jsx')).TicketsPanel,
);
const dashboard = lazyComponent(
  async () => (await import('../features/dashboard/StatsDashboard.jsx')).StatsDashboard,
);

/**
 * The panel of each tab, and those that take a tab's place before somebody is let in. The form
 * comes with the page: most requesters open nothing else.
 */
export const panels = {
  submit: SubmitPanel,
  tickets: tickets.Component,
  dashboard: dashboard.Component,
  sign_in: SignInPanel,
  second_factor: SecondFactorPanel,
  set_password: SetPasswordPanel,
};

/**
 * Fetch a tab's code before it is opened. If that fails, opening it shows the error.
 * @param {string | null} tab
 * @param {boolean} [withTicket] whether a ticket will be open there
 */
export async function preloadPanel(tab, withTicket = false) {
  try {
    if (tab === 'tickets') {
      await Promise.all([tickets.preload(), withTicket ? ticketDetail.preload() : null]);
    }
    if (tab === 'dashboard') await dashboard.preload();
  } catch {
    // The panel tries again, and shows the error if that fails too.
  }
}
