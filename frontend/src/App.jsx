import { useEffect } from 'react';

import { preloadClient } from './api/connection.js';
import { appCopy } from './app/copy.js';
import { ErrorBoundary } from './app/ErrorBoundary.jsx';
import { Navbar } from './app/Navbar.jsx';
import { Overlays } from './app/Overlays.jsx';
import { panels } from './app/panels.js';
import { ShownOnce } from './app/ShownOnce.jsx';
import { SkipLink } from './app/SkipLink.jsx';
import { TabTransition } from './app/TabTransition.jsx';
import { useShellCommands } from './app/useShellCommands.js';
import { sessionCopy } from './domain/session/copy.js';
import { lacksSecondFactor, useAccess, useAccount } from './domain/session/useAccess.js';
import { useSignInLink } from './domain/session/useSignInLink.js';
import { ticketCopy } from './domain/ticket/copy.js';
import { useView } from './domain/view/useView.js';
import { useHeldRequests } from './features/account/useHeldRequests.js';
import { useShortcuts } from './ui/commands/useShortcuts.js';
import { uiCopy } from './ui/copy.js';
import { afterPaint } from './ui/lazyCode.js';
import { OfflineBar } from './ui/OfflineBar.jsx';
import { ToastHost } from './ui/toasts/ToastHost.jsx';

/** The whole product: the navigation, one of three tabs, and the overlays. */
export function App() {
  const { tab, ticket } = useView().view;
  const access = useAccess();
  const shown = useShown(tab, access);
  const Panel = panels[shown];
  const page = pageName(shown, ticket);

  useHeldRequests();
  useShortcuts();
  const overlay = useShellCommands();

  // The first screen does without it, and what is sent then need not wait for it.
  useEffect(() => void afterPaint().then(preloadClient), []);
  useEffect(() => {
    document.title = uiCopy.documentTitle(page);
  }, [page]);

  return (
    <>
      <SkipLink />
      <Navbar />
      <OfflineBar />
      <ShownOnce />
      <main id="main" className="main" tabIndex={-1}>
        <TabTransition tab={shown}>
          <ErrorBoundary>{access === 'asking' && shown === tab ? null : <Panel />}</ErrorBoundary>
        </TabTransition>
      </main>
      <Overlays overlay={overlay} isAgents={shown === 'tickets' || shown === 'dashboard'} />
      <ToastHost />
    </>
  );
}

/**
 * Return the panel to show on a tab: its own, or what comes first for who is not let in yet.
 * @param {import('./types').Tab} tab
 * @param {ReturnType<typeof useAccess>} access
 * @returns {keyof typeof panels}
 */
function useShown(tab, access) {
  const account = useAccount();
  const { key, next } = useSignInLink();
  if (key) return 'set_password';
  if (lacksSecondFactor(account)) return 'second_factor';
  const isLockedOut = tab !== 'submit' && access === 'denied';
  return isLockedOut || (next && account === null) ? 'sign_in' : tab;
}

/**
 * @param {keyof typeof panels} shown
 * @param {number | null} ticket
 */
function pageName(shown, ticket) {
  if (shown === 'sign_in') return sessionCopy.signIn;
  if (shown === 'second_factor') return sessionCopy.secondFactor;
  if (shown === 'set_password') return sessionCopy.choosePassword;
  return shown === 'tickets' && ticket !== null ? ticketCopy.label(ticket) : appCopy.tabs[shown];
}
