import { useEffect } from 'react';

import { ErrorBoundary } from './components/ErrorBoundary.jsx';
import { Navbar } from './components/Navbar.jsx';
import { OfflineBar } from './components/OfflineBar.jsx';
import { panels } from './components/panels.js';
import { SkipLink } from './components/SkipLink.jsx';
import { Stage } from './components/Stage.jsx';
import { Overlays } from './components/Overlays.jsx';
import { ToastHost } from './components/ToastHost.jsx';
import { useShellCommands } from './hooks/useShellCommands.js';
import { useShortcuts } from './hooks/useShortcuts.js';
import { useView } from './hooks/useView.js';
import { copy } from './lib/copy.js';

/** The whole product: one bar, one of three tabs, and what floats above them. */
export function App() {
  const { tab, ticket } = useView().view;
  const Panel = panels[tab];
  const page =
    tab === 'tickets' && ticket !== null ? copy.detail.label(ticket) : copy.nav.tabs[tab];

  useShortcuts();
  const overlay = useShellCommands();

  useEffect(() => {
    document.title = copy.nav.documentTitle(page);
  }, [page]);

  return (
    <>
      <SkipLink />
      <Navbar />
      <OfflineBar />
      <main id="main" className="main" tabIndex={-1}>
        <Stage tab={tab}>
          <ErrorBoundary>
            <Panel />
          </ErrorBoundary>
        </Stage>
      </main>
      <Overlays overlay={overlay} />
      <ToastHost />
    </>
  );
}
