import { Group, Panel, Separator } from 'react-resizable-panels';

import { listCopy } from './list/copy.js';
import { useListShare } from './listShare.js';

// The same as in workspace.css.
const LEAST = { list: 340, detail: 380 };

/**
 * The divider between the list and the open ticket, over the gap between them. Its own two panels are
 * empty: the list and the ticket are placed by CSS and wait for none of this code.
 * @param {{ onResize: (share: number) => void }} props called while it moves, with the list's share of
 *   the width in percent
 */
export function SplitDivider({ onResize }) {
  const share = useListShare();
  return (
    <div className="split-overlay">
      <Group
        defaultLayout={{ list: share, detail: 100 - share }}
        onLayoutChange={({ list }) => onResize(list)}
        onLayoutChanged={({ list }, { isUserInteraction }) => {
          if (isUserInteraction) useListShare.setState(list);
        }}
      >
        <Panel id="list" minSize={LEAST.list} />
        <Separator className="split-divider" aria-label={listCopy.width} />
        <Panel id="detail" minSize={LEAST.detail} />
      </Group>
    </div>
  );
}
