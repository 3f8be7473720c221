import './prefetch.js';

import { StrictMode, startTransition } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';

import { waitForPrefetched } from './api/prefetch.js';
import { storeArrived } from './app/arrivedAnswers.js';
import { ErrorBoundary } from './app/ErrorBoundary.jsx';
import { createQueryClient } from './app/queryClient.js';
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

/** The page behind a private link, or else the product; each is in a chunk of its own. */
const page = lazyComponent(async () => {
  if (token) return (await import('./features/request/RequestPage.jsx')).RequestPage;
  const { Product, preloadPanel } = await import('./Product.jsx');
  await preloadPanel(address.get('tab'), address.has('ticket'));
  return Product;
});

async function start() {
  let isWaiting = true;
  const prefetched = waitForPrefetched(PATIENCE).finally(() => {
    isWaiting = false;
  });
  // If the code does not come, drawing the page shows the error.
  await Promise.allSettled([page.preload()]);
  // The first date that a browser formats takes it 10 ms, of which nobody notices any now.
  if (isWaiting) new Intl.DateTimeFormat().format();
  await Promise.allSettled([prefetched]);
  const client = createQueryClient();
  storeArrived(client, window.location.search);
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <QueryClientProvider client={client}>
          <ReadingDirection>
            <ErrorBoundary>
              <page.Component token={token ?? ''} />
            </ErrorBoundary>
          </ReadingDirection>
        </QueryClientProvider>
      </StrictMode>,
    ),
  );
}

if (import.meta.env.DEV && address.has('gallery')) {
  void import('./gallery/start.jsx').then(({ startGallery }) => startGallery(root));
} else {
  void start();
}
