import './prefetch.js';

import { StrictMode, startTransition } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { NuqsAdapter } from 'nuqs/adapters/react';
import { createRoot } from 'react-dom/client';

import { waitForPrefetched } from './api/prefetch.js';
import { App } from './App.jsx';
import { storeArrived } from './app/arrivedAnswers.js';
import { ErrorBoundary } from './app/ErrorBoundary.jsx';
import { ShownOnce } from './app/ShownOnce.jsx';
import { preloadPanel } from './app/panels.js';
import { createQueryClient } from './app/queryClient.js';
import { ViewProvider } from './domain/view/ViewProvider.jsx';
import { forgiveForeignChanges } from './lib/forgivingDom.js';
import { lazyComponent } from './ui/lazyCode.js';
import { ReadingDirection } from './ui/ReadingDirection.jsx';
import './index.css';

// To draw the page without its data and then again with them takes longer than to wait this little.
const PATIENCE = 50;

forgiveForeignChanges();

const address = new URLSearchParams(window.location.search);
const token = address.get('request');
const root = /** @type {HTMLElement} */ (document.getElementById('root'));

// In a chunk of its own: few visits are by a private link.
const request = lazyComponent(
  async () => (await import('./features/request/RequestPage.jsx')).RequestPage,
);

/** @param {import('react').ReactNode} product */
function start(product) {
  const client = createQueryClient();
  storeArrived(client, window.location.search);
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <QueryClientProvider client={client}>
          <ReadingDirection>{product}</ReadingDirection>
        </QueryClientProvider>
      </StrictMode>,
    ),
  );
}

if (import.meta.env.DEV && address.has('gallery')) {
  void import('./gallery/start.jsx').then(({ startGallery }) => startGallery(root));
} else if (token) {
  const RequestPage = request.Component;
  const show = () =>
    start(
      <ErrorBoundary>
        <RequestPage token={token} />
      </ErrorBoundary>,
    );
  // If that fails, drawing the page shows the error.
  void Promise.all([request.preload(), waitForPrefetched(PATIENCE)]).then(show, show);
} else {
  const ready = Promise.all([
    preloadPanel(address.get('tab'), address.has('ticket')),
    waitForPrefetched(PATIENCE),
  ]);
  void ready.then(() =>
    start(
      <NuqsAdapter>
        <ViewProvider>
          <ErrorBoundary above={<ShownOnce />}>
            <App />
          </ErrorBoundary>
        </ViewProvider>
      </NuqsAdapter>,
    ),
  );
}
