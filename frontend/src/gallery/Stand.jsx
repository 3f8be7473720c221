import { QueryClientProvider } from '@tanstack/react-query';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { useState } from 'react';

import { hrefOf } from '../domain/view/useView.js';
import { ViewProvider } from '../domain/view/ViewProvider.jsx';
import { ReadingDirection } from '../ui/ReadingDirection.jsx';
import { createStillClient, viewOf } from './seeds.js';

/**
 * What a specimen stands on: a server's answers and an address of its own.
 * @param {{ specimen: import('./specimens.js').Specimen }} props
 */
export function Stand({ specimen: { render, seeds = [], at } }) {
  const [client] = useState(() => {
    const made = createStillClient();
    seeds.forEach((seed) => seed(made, viewOf(at)));
    return made;
  });
  return (
    <QueryClientProvider client={client}>
      <NuqsTestingAdapter hasMemory searchParams={hrefOf(viewOf(at))}>
        <ViewProvider>
          <ReadingDirection>{render()}</ReadingDirection>
        </ViewProvider>
      </NuqsTestingAdapter>
    </QueryClientProvider>
  );
}
