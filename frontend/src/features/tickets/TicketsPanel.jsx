import { Suspense, useEffect, useRef } from 'react';

import { endWelcome } from '../../domain/session/useWelcome.js';
import { countByValue } from '../../domain/ticket/countCells.js';
import { totalOf } from '../../domain/ticket/totals.js';
import { useCounts } from '../../domain/ticket/useCounts.js';
import { useView } from '../../domain/view/useView.js';
import { useDensity } from '../../ui/hooks/preferences.js';
import { useMediaQuery } from '../../ui/hooks/useMediaQuery.js';
import { lazyComponent } from '../../ui/lazyCode.js';
import { BulkBar } from './bulk/BulkBar.jsx';
import { FilterBar } from './filters/FilterBar.jsx';
import { SplitPanels, WIDE, preloadListCode } from './lazy.js';
import { listCopy } from './list/copy.js';
import { NewTicketsPill } from './list/NewTicketsPill.jsx';
import { TicketList } from './list/TicketList.jsx';
import { useWorkspace } from './useWorkspace.js';
import { useWorkspaceCommands } from './useWorkspaceCommands.js';
import { ViewsRail } from './views/ViewsRail.jsx';

const MORE_AFTER = 4000;

// In a chunk of its own: the list is of use without an open ticket.
const detail = lazyComponent(async () => (await import('./detail/TicketDetail.jsx')).TicketDetail);
const TicketDetail = detail.Component;

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
  const groupCounts = counts && view.group ? countByValue(counts.cells, view, view.group) : {};

  // Opening this tab ends the welcome.
  useEffect(endWelcome, []);
  useEffect(() => {
    const timer = setTimeout(() => {
      // If that fails, opening a ticket shows the error.
      detail.preload().catch(() => {});
      preloadListCode();
    }, MORE_AFTER);
    return () => clearTimeout(timer);
  }, []);

  const listPanel = (
    <section
      className="panel list-panel"
      aria-labelledby="tickets-heading"
      data-density={rowDensity}
    >
      <FilterBar query={list.query} counts={counts}>
        <NewTicketsPill arrivals={arrivals} />
      </FilterBar>
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
        total={totalOf(list.query.data?.pages)}
        order={list.order}
        onChange={changeSelection}
        onClear={clearSelection}
      />
    </section>
  );
  const openTicket =
    view.ticket === null ? null : (
      <Suspense fallback={<div className="panel detail" aria-hidden="true" />}>
        <TicketDetail id={view.ticket} list={list} navigation={navigation} panel={detailPanel} />
      </Suspense>
    );

  return (
    <div className="workspace" data-detail={view.ticket !== null}>
      <h1 className="visually-hidden">{listCopy.heading}</h1>
      {isWide ? <ViewsRail /> : null}
      {isWide ? (
        <Suspense fallback={null}>
          <SplitPanels list={listPanel} detail={openTicket} />
        </Suspense>
      ) : (
        <>
          {listPanel}
          {openTicket}
        </>
      )}
      <span className="visually-hidden" role="status">
        {list.query.isPending ? listCopy.loading : ''}
      </span>
    </div>
  );
}
