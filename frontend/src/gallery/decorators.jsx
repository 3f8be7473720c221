import { QueryClientProvider } from '@tanstack/react-query';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { useRef, useState } from 'react';

import { hrefOf } from '../domain/view/address.js';
import { ViewProvider } from '../domain/view/ViewProvider.jsx';
import { useWorkspace } from '../features/tickets/useWorkspace.js';
import { ReadingDirection } from '../ui/ReadingDirection.jsx';
import { createStaticClient, viewOf } from './queryFixtures.js';

/**
 * A story with its query cache and its address.
 * @param {{ story: import('./story.js').Story }} props
 */
export function StoryProviders({ story: { render, queries = [], view } }) {
  const [client] = useState(() => {
    const created = createStaticClient();
    queries.forEach((fill) => fill(created, viewOf(view)));
    return created;
  });
  return (
    <QueryClientProvider client={client}>
      <NuqsTestingAdapter hasMemory searchParams={hrefOf(viewOf(view))}>
        <ViewProvider>
          <ReadingDirection>{render()}</ReadingDirection>
        </ViewProvider>
      </NuqsTestingAdapter>
    </QueryClientProvider>
  );
}

/**
 * Small elements in a row, wrapped where they don't fit.
 * @param {{ children: import('react').ReactNode }} props
 */
export function Cluster({ children }) {
  return (
    <span style={{ display: 'inline-flex', flexWrap: 'wrap', gap: 'var(--space-3)' }}>
      {children}
    </span>
  );
}

/**
 * The panel around the list.
 * @param {{ children: import('react').ReactNode, density?: import('../types').Density, isNarrow?: boolean, height?: string }} props
 */
export function ListPanel({ children, density = 'comfortable', isNarrow, height }) {
  const style = {
    maxInlineSize: isNarrow ? 'var(--least-workspace)' : undefined,
    blockSize: height,
  };
  return (
    <div className="panel list-panel" data-density={density} style={style}>
      <div className="rows" style={{ display: 'contents' }}>
        {children}
      </div>
    </div>
  );
}

/**
 * @typedef {object} WorkspaceProps
 * @property {import('../features/tickets/useWorkspace.js').Workspace} workspace
 * @property {import('react').RefObject<HTMLElement | null>} detail
 */

/**
 * A component with the workspace of the story's address.
 * @param {{ component: import('react').ComponentType<WorkspaceProps> }} props
 */
export function WithWorkspace({ component: Component }) {
  const detail = useRef(/** @type {HTMLElement | null} */ (null));
  return <Component workspace={useWorkspace()} detail={detail} />;
}
