import { useEffect, useRef } from 'react';

import { endWelcome } from '../../domain/session/useWelcome.js';
import { countByValue } from '../../domain/ticket/counts/countCells.js';
import { useCounts } from '../../domain/ticket/counts/useCounts.js';
import { useView } from '../../domain/view/useView.js';
import { useDensity } from '../../ui/hooks/preferences.js';
import { useMediaQuery } from '../../ui/hooks/useMediaQuery.js';
import { useLazyCode } from '../../ui/lazyCode.js';
import { BulkBar } from './bulk/BulkBar.jsx';
import { CollisionHost } from './collision/CollisionHost.jsx';
import { FilterBar } from './filters/FilterBar.jsx';
import { ticketDetail } from './detail/lazyDetail.js';
import { preloadListCode, snoozeDialog, splitDivider, ticketDialogs } from './lazy.js';
import { listCopy } from './list/copy.js';
import { NewTicketsPill } from './list/NewTicketsPill.jsx';
import { TicketList } from './list/TicketList.jsx';
import { useListShare } from './listShare.js';
import { closeSnoozeDialog, useSnoozeDialog } from './snooze/dialog.js';
import { useWorkspace } from './useWorkspace.js';
import { useWorkspaceCommands } from './useWorkspaceCommands.js';
import { MergingHost } from './merging/MergingHost.jsx';
import { useTakeOver } from './views/useTakeOver.js';
import { ViewsRail } from './views/ViewsRail.jsx';

const WIDE = '(width >= 1100px)';

const TicketDetail = ticketDetail.Component;

/** The tab for agents: the views, the list, and the open ticket. */
export function TicketsPanel() {
  const detailPanel = useRef(/** @type {HTMLElement | null} */ (null));
  const workspace = useWorkspace();
  const { list, selection, arrivals, rows, navigation } = workspace;
  const { view } = useView();
  const { changeSelection, clearSelection, selectedCount } = useWorkspaceCommands(workspace);
  const counts = useCounts(view);
  const rowDensity = useDensity();
  const isWide = useMediaQuery(WIDE);
  const folder = view.folder.length === 1 ? view.folder[0] : null;
  const aside = useLazyCode(ticketDialogs, folder !== null);
  const groupCounts = counts && view.group ? countByValue(counts.cells, view, view.group) : {};

  // Opening this tab ends the welcome.
  useEffect(endWelcome, []);
  useEffect(() => void preloadListCode(), []);
  useTakeOver();

  const listPanel = (
    <section
      className="panel list-panel"
      aria-labelledby="tickets-heading"
      data-density={rowDensity}
    >
      <FilterBar query={list.query} total={list.total} counts={counts}>
        <NewTicketsPill arrivals={arrivals} />
      </FilterBar>
      {folder && aside ? (
        <aside.FolderBar key={folder} folder={folder} isEmpty={!list.order.length} />
      ) : null}
      <TicketList
        query={list.query}
        items={list.items}
        rows={rows}
        selected={selection.ids}
        groupCounts={groupCounts}
        detail={detailPanel}
      />
      <BulkBar
        selection={selection}
        count={selectedCount}
        total={list.total}
        order={list.order}
        folders={view.folder}
        onChange={changeSelection}
        onClear={clearSelection}
      />
    </section>
  );
  const openTicket =
    view.ticket === null ? null : (
      <TicketDetail id={view.ticket} list={list} navigation={navigation} panel={detailPanel} />
    );

  return (
    <div className="workspace" data-detail={view.ticket !== null}>
      <h1 className="visually-hidden">{listCopy.heading}</h1>
      {isWide ? <ViewsRail /> : null}
      <Split isSplit={isWide && openTicket !== null} beside={openTicket}>
        {listPanel}
      </Split>
      <Snoozing />
      <CollisionHost />
      <MergingHost />
      <span className="visually-hidden" role="status">
        {list.query.isPending ? listCopy.loading : ''}
      </span>
    </div>
  );
}

/** The dialog for a time to snooze until, whose code is loaded when it is first opened. */
function Snoozing() {
  const isOpen = useSnoozeDialog(({ open }) => open !== null);
  const code = useLazyCode(snoozeDialog, isOpen, closeSnoozeDialog);
  return code ? <code.SnoozeDialog /> : null;
}

/**
 * The list and, beside it or in its place, the open ticket.
 * @param {object} props
 * @param {boolean} props.isSplit whether there is a divider between them
 * @param {import('react').ReactNode} props.beside the ticket
 * @param {import('react').ReactNode} props.children the list
 */
function Split({ isSplit, beside, children }) {
  const element = useRef(/** @type {HTMLDivElement | null} */ (null));
  const share = useListShare();
  const divider = useLazyCode(splitDivider, isSplit);
  const resize = (/** @type {number} */ list) =>
    element.current?.style.setProperty('--list-share', String(list / 100));
  return (
    <div
      className="split"
      data-split={isSplit || null}
      style={/** @type {any} */ ({ '--list-share': share / 100 })}
      ref={element}
    >
      {children}
      {isSplit && divider ? <divider.SplitDivider onResize={resize} /> : null}
      {beside}
    </div>
  );
}
