import { defaultRangeExtractor, measureElement, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect } from 'react';

import { USUAL_COLUMNS } from '../../../api/vocabulary.js';
import { hrefOf } from '../../../domain/view/address.js';
import { useDensity } from '../../../ui/hooks/preferences.js';
import { useMediaQuery } from '../../../ui/hooks/useMediaQuery.js';
import { useUnreadMark } from '../unread/useUnreadMark.js';
import { listCopy } from './copy.js';
import { GroupHeader } from './GroupHeader.jsx';
import { TicketRow, rowLinkId } from './TicketRow.jsx';

const OVERSCAN = 6;
const GROUP_HEIGHT = 36;
// Estimates of the heights in rows.css until rows are measured; a wrong one costs only work.
const ROW_HEIGHTS = {
  comfortable: { narrow: 58, wide: 40 },
  compact: { narrow: 53, wide: 32 },
};
const NARROW = '(width < 760px)';

/**
 * The rows, virtualised: ten thousand scroll like fifty.
 * @param {object} props
 * @param {import('./listItems.js').ListItem[]} props.items
 * @param {import('../../../domain/view/address.js').View} props.view
 * @param {{ id: number | null, moved: number }} props.active the row that keys act on, and how often
 *   a key has moved there, each of which brings the focus along
 * @param {ReadonlySet<number>} props.selected
 * @param {Record<string, number>} props.groupCounts
 * @param {import('./TicketRow.jsx').RowMoves} props.moves
 * @param {HTMLElement | null} props.scroller
 * @param {import('react').RefObject<HTMLElement | null>} props.detail
 */
export function TicketRows(props) {
  const { items, view, active, selected, groupCounts, moves, scroller, detail } = props;
  const activeIndex = Math.max(
    items.findIndex((item) => item.kind === 'ticket' && item.ticket.id === active.id),
    items.findIndex((item) => item.kind === 'ticket'),
  );

  const UnreadMark = useUnreadMark();
  const rowHeights = ROW_HEIGHTS[useDensity()];
  // Beside an open ticket the list is as narrow as on a phone.
  const isNarrow = useMediaQuery(NARROW) || view.ticket !== null;
  const rowHeight = isNarrow ? rowHeights.narrow : rowHeights.wide;

  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller,
    // Until the scroller is measured.
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    estimateSize: (index) => (items[index].kind === 'group' ? GROUP_HEIGHT : rowHeight),
    getItemKey: (index) => items[index].key,
    measureElement: measureLaidOut,
    overscan: scroller ? OVERSCAN : 0,
    // Keep the active row mounted, or the focus in it would be lost.
    rangeExtractor: useCallback(
      (/** @type {import('@tanstack/react-virtual').Range} */ range) => {
        const indexes = defaultRangeExtractor(range);
        if (activeIndex < 0 || indexes.includes(activeIndex)) return indexes;
        return [...indexes, activeIndex].sort((one, other) => one - other);
      },
      [activeIndex],
    ),
  });

  useEffect(() => {
    if (!active.moved || active.id === null) return;
    virtualizer.scrollToIndex(activeIndex);
    const link = document.getElementById(rowLinkId(active.id));
    link?.focus({ preventScroll: true });
    // On a narrow screen the open ticket covers the list, whose rows take no focus.
    if (link && document.activeElement !== link) detail.current?.focus();
    // Run on a move only, not on other changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [active.moved]);

  return (
    // Safari does not announce a list without markers as one.
    // eslint-disable-next-line jsx-a11y/no-redundant-roles
    <ul
      className="rows"
      role="list"
      aria-label={listCopy.heading}
      style={{ blockSize: virtualizer.getTotalSize() }}
    >
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const item = items[index];
        return (
          <li
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            className="rows-line"
            style={{ transform: `translateY(${start}px)` }}
          >
            {item.kind === 'group' && view.group ? (
              <GroupHeader field={view.group} value={item.value} count={groupCounts[item.value]} />
            ) : null}
            {item.kind === 'ticket' ? (
              <TicketRow
                ticket={item.ticket}
                found={item.found}
                isOpen={item.ticket.id === view.ticket}
                isActive={index === activeIndex}
                isSelected={selected.has(item.ticket.id)}
                search={view.search}
                columns={view.columns.length ? view.columns : USUAL_COLUMNS}
                href={hrefOf({
                  ...view,
                  ticket: item.ticket.id,
                  message: item.found?.message ?? null,
                })}
                moves={moves}
                UnreadMark={UnreadMark}
              />
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

/**
 * Return the height of a row, the estimate until the browser tells it: to ask would have it lay out
 * the page in the middle of an update.
 * @type {NonNullable<import('@tanstack/react-virtual').VirtualizerOptions<HTMLElement, HTMLElement>['measureElement']>}
 */
function measureLaidOut(element, entry, virtualizer) {
  if (entry) return measureElement(element, entry, virtualizer);
  const index = virtualizer.indexFromElement(element);
  const { getItemKey, estimateSize } = virtualizer.options;
  return virtualizer.itemSizeCache.get(getItemKey(index)) ?? estimateSize(index);
}
