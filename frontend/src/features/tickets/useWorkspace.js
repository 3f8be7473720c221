import { useCallback, useEffect, useMemo, useState } from 'react';

import { onDeparture } from '../../domain/ticket/departures.js';
import { filtersOf } from '../../domain/view/filters.js';
import { listParamsOf } from '../../domain/view/address.js';
import { totalOf, withoutMoved } from '../../domain/ticket/counts/totals.js';
import { useView } from '../../domain/view/useView.js';
import { usePendingFocus } from '../../ui/hooks/pendingFocus.js';
import { foundIn, listItems, ticketsIn } from './list/listItems.js';
import { useNewTickets } from './list/useNewTickets.js';
import { useSelection } from './list/useSelection.js';
import { useTickets } from './list/useTickets.js';

/** @typedef {ReturnType<typeof useWorkspace>} Workspace */

/** @type {import('../../types').TicketPage[]} */
const NO_PAGES = [];

/**
 * Return the state of the list and its open ticket, in the parts that their components take: the
 * loaded tickets, the selection, new tickets, the row that keys act on, and the way from one ticket
 * to the next.
 */
export function useWorkspace() {
  const { view, go, replace } = useView();
  const params = listParamsOf(view);
  const query = useTickets(params);
  const loaded = query.data?.pages ?? NO_PAGES;
  const pages = useMemo(() => withoutMoved(loaded, view.folder), [loaded, view.folder]);
  const items = useMemo(() => listItems(pages, view.group), [pages, view.group]);
  const order = useMemo(() => ticketsIn(pages).map(({ id }) => id), [pages]);
  const listed = useMemo(() => new Set(ticketsIn(loaded).map(({ id }) => id)), [loaded]);
  const selection = useSelection(JSON.stringify(params));
  const arrivals = useNewTickets(filtersOf(view), {
    first: query.isPlaceholderData ? undefined : loaded[0],
    isNewestFirst: params.ordering === '-created_at',
    listed,
  });
  const [active, setActive] = useState({ id: view.ticket, moved: 0 });
  const openId = view.ticket;

  const { toggle, extend } = selection;
  const moves = useMemo(
    () => ({
      /** @param {number} id @param {number} [message] where the search has found it */
      open(id, message) {
        usePendingFocus.setState('ticket');
        setActive((current) => ({ ...current, id }));
        go({ ticket: id, message: message ?? null });
      },
      /** @param {number} id */
      visit: (id) => setActive((current) => (current.id === id ? current : { ...current, id })),
      /** @param {number} id @param {boolean} isRange */
      pick: (id, isRange) => (isRange ? extend(order, id) : toggle(id)),
    }),
    [go, order, toggle, extend],
  );

  /**
   * Go to another row, and open its ticket if one is open.
   * @param {number} id
   * @param {{ keepFocus?: boolean }} [options] whether the focus stays where it is
   */
  function moveTo(id, { keepFocus = false } = {}) {
    setActive(({ moved }) => ({ id, moved: keepFocus ? moved : moved + 1 }));
    if (openId === null || openId === id) return;
    replace({ ticket: id, message: foundIn(pages).get(id)?.message ?? null });
  }

  /**
   * Return the ticket so many rows further on, from the open or active one.
   * @param {number} by
   * @returns {number | undefined}
   */
  function neighbour(by) {
    const index = order.indexOf(openId ?? active.id ?? NaN);
    // The first step goes to the first row.
    return index < 0 ? order[0] : order[index + by];
  }

  const close = useCallback(() => {
    go({ ticket: null });
    setActive(({ moved }) => ({ id: openId, moved: moved + 1 }));
  }, [go, openId]);

  /**
   * Leave tickets that are about to leave the list, and make the next one active, or the one before.
   * @param {Iterable<number>} ids
   */
  function leave(ids) {
    const gone = new Set(ids);
    const isGone = (/** @type {number} */ id) => gone.has(id);
    const own = order.indexOf(openId ?? active.id ?? NaN);
    const index = own >= 0 && isGone(order[own]) ? own : order.findIndex(isGone);
    // One that the list does not have stays open.
    if (index < 0) return;
    const isOpenGone = openId !== null && isGone(openId);
    if (isOpenGone) go({ ticket: null });
    gone.forEach(selection.drop);
    const others = [...order.slice(index), ...order.slice(0, index).reverse()];
    const next = openId !== null && !isOpenGone ? openId : others.find((id) => !isGone(id));
    setActive(({ moved }) => ({ id: next ?? null, moved: moved + 1 }));
  }

  useEffect(() =>
    onDeparture((id) => {
      if (listed.has(id) || id === openId) leave([id]);
      else selection.drop(id);
    }),
  );

  const activeId = openId ?? active.id ?? order[0];
  return {
    list: { query, items, order, total: totalOf(query.data && pages) },
    selection,
    arrivals,
    rows: { active, moves },
    /** The ticket that keys act on, if it is loaded. */
    current: useMemo(() => ticketsIn(pages).find(({ id }) => id === activeId), [pages, activeId]),
    openRow: (/** @type {number} */ id) => moves.open(id, foundIn(pages).get(id)?.message),
    navigation: { moveTo, neighbour, close, leave },
  };
}
