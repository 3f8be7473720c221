import { StrictMode, startTransition } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { NuqsAdapter } from 'nuqs/adapters/react';
import { createRoot } from 'react-dom/client';

import { App } from './App.jsx';
import { preloadPanel } from './components/panels.js';
import { ReadingDirection } from './components/ReadingDirection.jsx';
import { ViewProvider } from './components/ViewProvider.jsx';
import { createQueryClient } from './hooks/queryClient.js';
import './index.css';

const address = new URLSearchParams(window.location.search);
const root = /** @type {HTMLElement} */ (document.getElementById('root'));

function start() {
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <QueryClientProvider client={createQueryClient()}>
          <NuqsAdapter>
            <ViewProvider>
              <ReadingDirection>
                <App />
              </ReadingDirection>
            </ViewProvider>
          </NuqsAdapter>
        </QueryClientProvider>
      </StrictMode>,
    ),
  );
}

if (import.meta.env.DEV && address.has('gallery')) {
  void import('./gallery/start.jsx').then(({ startGallery }) => startGallery(root));
} else {
  void preloadPanel(address.get('tab')).then(start);
}
