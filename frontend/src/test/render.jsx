import { QueryClientProvider } from '@tanstack/react-query';
import { render, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';

import { storeArrived } from '../app/arrivedAnswers.js';
import { createQueryClient } from '../app/queryClient.js';
import { ViewProvider } from '../domain/view/ViewProvider.jsx';
import { ConflictHost } from '../features/tickets/editing/conflicts/ConflictHost.jsx';
import { TicketsPanel } from '../features/tickets/TicketsPanel.jsx';
import { ToastHost } from '../ui/toasts/ToastHost.jsx';

/** Return the product's own cache, with retries at once. */
function makeClient() {
  const client = createQueryClient();
  const { queries, ...others } = client.getDefaultOptions();
  client.setDefaultOptions({ ...others, queries: { ...queries, retryDelay: 0 } });
  return client;
}

/**
 * Render a part of the product with the providers it needs.
 * @param {import('react').ReactElement} ui
 * @param {object} [options]
 * @param {string} [options.at] the query string of the address
 */
export function renderProduct(ui, { at = '' } = {}) {
  const client = makeClient();
  storeArrived(client, at);
  const address = { current: new URLSearchParams(at) };
  /** @type {string[]} */
  const moves = [];
  const view = render(ui, {
    wrapper: ({ children }) => (
      <QueryClientProvider client={client}>
        <NuqsTestingAdapter
          hasMemory
          searchParams={at}
          onUrlUpdate={({ searchParams, options: { history } }) => {
            address.current = searchParams;
            moves.push(history);
          }}
        >
          <ViewProvider>{children}</ViewProvider>
        </NuqsTestingAdapter>
      </QueryClientProvider>
    ),
  });
  return {
    ...view,
    client,
    address,
    moves,
    user: userEvent.setup({ delay: null, pointerEventsCheck: 0 }),
  };
}

/**
 * Render the loaded list of tickets, with its toasts and conflict dialog.
 * @param {string} [query] more of the address
 * @param {import('react').ReactElement} [more] to show beside it
 */
export async function renderTickets(query = '', more) {
  const list = (
    <>
      {more}
      <TicketsPanel />
      <ToastHost />
      <ConflictHost />
    </>
  );
  const view = renderProduct(list, { at: `?tab=tickets${query}` });
  await waitFor(() => expect(document.querySelector('.rows .row')).toBeInTheDocument());
  return view;
}
