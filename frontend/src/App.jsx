import { useEffect } from 'react';

import { ErrorBoundary } from './components/ErrorBoundary.jsx';
import { Navbar } from './components/Navbar.jsx';
import { OfflineBar } from './components/OfflineBar.jsx';
import { panels } from './components/panels.js';
import { SkipLink } from './components/SkipLink.jsx';
import { Stage } from './components/Stage.jsx';
import { ToastHost } from './components/ToastHost.jsx';
import { useView } from './hooks/useView.js';
import { copy } from './lib/copy.js';

/** The whole product: one bar, one of three tabs, and what floats above them. */
export function App() {
  const { tab, ticket } = useView().view;
  const Panel = panels[tab];
  const page =
    tab === 'tickets' && ticket !== null ? copy.detail.label(ticket) : copy.nav.tabs[tab];

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
      <ToastHost />
    </>
  );
}
