import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';

import { storage } from '../../lib/storage.js';
import { listCopy } from './list/copy.js';

const LAYOUT = 'tf.split';
const WIDTHS = { list: { initial: '38%', least: 340 }, detail: { least: 380 } };

const layoutStorage = {
  getItem: storage.read,
  /** @param {string} key @param {string} value */
  setItem: (key, value) => void storage.write(key, value),
};

/**
 * The list and the open ticket side by side, with a divider whose position is remembered.
 * @param {{ list: import('react').ReactNode, detail: import('react').ReactNode | null }} props
 */
export function SplitPanels({ list, detail }) {
  const isSplit = detail !== null;
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({
    id: LAYOUT,
    panelIds: isSplit ? ['list', 'detail'] : ['list'],
    storage: layoutStorage,
  });
  return (
    <Group className="split" defaultLayout={defaultLayout} onLayoutChanged={onLayoutChanged}>
      <Panel
        id="list"
        className="split-panel"
        minSize={isSplit ? WIDTHS.list.least : undefined}
        defaultSize={isSplit ? WIDTHS.list.initial : undefined}
      >
        {list}
      </Panel>
      {isSplit ? (
        <>
          <Separator className="split-divider" aria-label={listCopy.width} />
          <Panel id="detail" className="split-panel" minSize={WIDTHS.detail.least}>
            {detail}
          </Panel>
        </>
      ) : null}
    </Group>
  );
}
