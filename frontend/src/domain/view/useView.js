import { createContext, use, useMemo } from 'react';
import { useQueryStates } from 'nuqs';

import { parsers } from './address.js';

/** @typedef {import('./address.js').View} View */

/**
 * Return changes of a view that leave no message of another ticket in the address.
 * @param {Partial<View>} changes
 * @returns {Partial<View>}
 */
const withMessageOf = (changes) => ('ticket' in changes ? { message: null, ...changes } : changes);

/**
 * Return the view in the address bar, the only place that holds it: reload, Back and a pasted link
 * show the same. `ViewProvider` reads it once for every `useView`.
 */
export function useAddress() {
  const [view, setView] = useQueryStates(parsers, { history: 'push', scroll: false });
  return useMemo(
    () => ({
      view,
      /** @param {Partial<View>} changes */
      go: (changes) => void setView(withMessageOf(changes)),
      /**
       * Change the view without an entry in the browser's history, as while typing.
       * @param {Partial<View>} changes
       */
      replace: (changes) => void setView(withMessageOf(changes), { history: 'replace' }),
    }),
    [view, setView],
  );
}

export const ViewContext = createContext(
  /** @type {ReturnType<typeof useAddress> | null} */ (null),
);

/** Return the view in the address, and the functions that change it. */
export function useView() {
  const address = use(ViewContext);
  if (!address) throw new Error('Only within ViewProvider is there a view.');
  return address;
}
