import { useCallback, useMemo, useState } from 'react';

/**
 * @typedef {{ ids: ReadonlySet<number>, anchor: number | null, isAll: boolean }} Selection
 */

/** @type {Selection} */
const NOTHING = { ids: new Set(), anchor: null, isAll: false };

/**
 * @param {number[]} order the loaded tickets as they are listed
 * @param {number | null} from
 * @param {number} to
 */
function range(order, from, to) {
  const [start, end] = [order.indexOf(from ?? to), order.indexOf(to)].sort((a, b) => a - b);
  return start < 0 ? [to] : order.slice(start, end + 1);
}

/**
 * Return the selected tickets. The selection ends when the view changes.
 * @param {string} view identifies the filters and the order of the list
 */
export function useSelection(view) {
  const [held, setHeld] = useState({ view, selection: NOTHING });
  if (held.view !== view) setHeld({ view, selection: NOTHING });
  const { selection } = held;

  const set = useCallback((/** @type {(selection: Selection) => Selection} */ change) => {
    setHeld((current) => ({ ...current, selection: change(current.selection) }));
  }, []);

  const moves = useMemo(
    () => ({
      /** @param {number} id */
      toggle: (id) =>
        set(({ ids }) => {
          const next = new Set(ids);
          if (!next.delete(id)) next.add(id);
          return { ids: next, anchor: id, isAll: false };
        }),
      /**
       * Add everything from the last selected ticket to this one.
       * @param {number[]} order
       * @param {number} id
       */
      extend: (order, id) =>
        set(({ ids, anchor }) => ({
          ids: new Set([...ids, ...range(order, anchor, id)]),
          anchor: id,
          isAll: false,
        })),
      /** @param {number[]} order the loaded tickets; with `isAll` those not loaded count too */
      all: (order) => set(({ anchor }) => ({ ids: new Set(order), anchor, isAll: true })),
      clear: () => set(() => NOTHING),
      /** @param {number} id */
      drop: (id) =>
        set((current) => {
          const ids = new Set(current.ids);
          return ids.delete(id) ? { ...current, ids } : current;
        }),
    }),
    [set],
  );
  return { ...selection, ...moves };
}
