import { SetPasswordPanel, SignInPanel } from '../features/account/lazy.js';
import { SubmitPanel } from '../features/submit/SubmitPanel.jsx';
import { preloadSplit } from '../features/tickets/lazy.js';
import { lazyComponent } from '../ui/lazyCode.js';

const tickets = lazyComponent(
  async () => (await import('../features/tickets/TicketsPanel.jsx')).TicketsPanel,
);
const dashboard = lazyComponent(
  async () => (await import('../features/dashboard/StatsDashboard.jsx')).StatsDashboard,
);

/**
 * What each tab shows, and what takes a tab's place before someone is let in. The form comes with the page: who submits a ticket comes for
 * nothing else.
 */
export const panels = {
  submit: SubmitPanel,
  tickets: tickets.Component,
  dashboard: dashboard.Component,
  sign_in: SignInPanel,
  set_password: SetPasswordPanel,
};

/**
 * Fetches a tab's code before it is asked for. If that fails, asking for it will tell.
 * @param {string | null} tab
 */
export async function preloadPanel(tab) {
  try {
    if (tab === 'tickets') await Promise.all([tickets.preload(), preloadSplit()]);
    if (tab === 'dashboard') await dashboard.preload();
  } catch {
    // The panel asks once more, and says so if it fails again.
  }
}
