import { StrictMode } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { NuqsAdapter } from 'nuqs/adapters/react';
import { createRoot } from 'react-dom/client';

import { App } from './App.jsx';
import { createQueryClient } from './hooks/queryClient.js';
import './index.css';

const root = /** @type {HTMLElement} */ (document.getElementById('root'));

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <NuqsAdapter>
        <App />
      </NuqsAdapter>
    </QueryClientProvider>
  </StrictMode>,
);
