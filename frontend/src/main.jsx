import { StrictMode } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { NuqsAdapter } from 'nuqs/adapters/react';
import { createRoot } from 'react-dom/client';

import { App } from './App.jsx';
import { ReadingDirection } from './components/ReadingDirection.jsx';
import { createQueryClient } from './hooks/queryClient.js';
import './index.css';

const root = /** @type {HTMLElement} */ (document.getElementById('root'));

if (import.meta.env.DEV && new URLSearchParams(window.location.search).has('gallery')) {
  const { startGallery } = await import('./gallery/start.jsx');
  await startGallery(root);
} else {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={createQueryClient()}>
        <NuqsAdapter>
          <ReadingDirection>
            <App />
          </ReadingDirection>
        </NuqsAdapter>
      </QueryClientProvider>
    </StrictMode>,
  );
}
