import { useRef } from 'react';

import { useWorkspace } from '../features/tickets/useWorkspace.js';

/**
 * The panel in which the list stands.
 * @param {{ children: import('react').ReactNode, density?: import('../types').Density, isNarrow?: boolean, height?: string }} props
 */
export function Room({ children, density = 'comfortable', isNarrow, height }) {
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
 * @typedef {object} AtWorkProps
 * @property {import('../features/tickets/useWorkspace.js').Workspace} workspace
 * @property {import('react').RefObject<HTMLElement | null>} detail
 */

/**
 * Gives a component the workspace of the address that the specimen stands at.
 * @param {{ show: import('react').ComponentType<AtWorkProps> }} props
 */
export function AtWork({ show: Shown }) {
  const detail = useRef(/** @type {HTMLElement | null} */ (null));
  return <Shown workspace={useWorkspace()} detail={detail} />;
}
