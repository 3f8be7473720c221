import { NuqsAdapter } from 'nuqs/adapters/react';

import { App } from './App.jsx';
import { ErrorBoundary } from './app/ErrorBoundary.jsx';
import { ShownOnce } from './app/ShownOnce.jsx';
import { ViewProvider } from './domain/view/ViewProvider.jsx';

export { preloadPanel } from './app/panels.js';

/** The product with its address; the page behind a private link does without either. */
export function Product() {
  return (
    <NuqsAdapter>
      <ViewProvider>
        <ErrorBoundary above={<ShownOnce />}>
          <App />
        </ErrorBoundary>
      </ViewProvider>
    </NuqsAdapter>
  );
}
