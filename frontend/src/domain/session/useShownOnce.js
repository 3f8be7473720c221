import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { create } from 'zustand';

import {
  forgetShownOnce,
  keepShownOnce,
  markCopied,
  useShownOnceItems,
} from '../../lib/shownOnce.js';
import { ACCOUNT } from './keys.js';

/** @typedef {import('../../lib/shownOnce.js').Kind} Kind */

/** The kinds that a part of the product shows itself at the moment. */
export const useOnScreen = create(() => /** @type {Kind[]} */ ([]));

/**
 * Return what was told only once, for the part of the product that shows it: null unless it was told to
 * whoever is here now. Once that part has gone, what was copied is forgotten; the rest waits above the
 * page.
 * @param {Kind} kind
 * @param {string} [about] where only that is shown
 */
export function useShownOnce(kind, about) {
  const client = useQueryClient();
  const item = useShownOnceItems((items) => items[kind]);
  const isOwn = item?.owner === ownerIn(client) && (about === undefined || item?.about === about);
  const shown = item && isOwn ? item : null;
  const isShown = shown !== null;

  useEffect(() => {
    if (!isShown) return undefined;
    useOnScreen.setState((kinds) => [...kinds, kind], true);
    return () => {
      useOnScreen.setState((kinds) => kinds.filter((one) => one !== kind), true);
      if (useShownOnceItems.getState()[kind]?.isCopied) forgetShownOnce(kind);
    };
  }, [kind, isShown]);

  return {
    shown,
    /** @param {string} value @param {string} [of] */
    keep: (value, of = about ?? '') => keepFor(client, kind, value, of),
    copied: () => markCopied(kind),
    forget: () => forgetShownOnce(kind),
  };
}

/**
 * Return whose account it is that works here; null for nobody's.
 * @param {import('@tanstack/react-query').QueryClient} client
 */
function ownerIn(client) {
  /** @type {import('../../types').Account | null | undefined} */
  const account = client.getQueryData(ACCOUNT);
  return account?.id ?? null;
}

/**
 * Keep what was told only once for whoever is here now.
 * @param {import('@tanstack/react-query').QueryClient} client
 * @param {Kind} kind
 * @param {string} value
 * @param {string} about
 */
export function keepFor(client, kind, value, about) {
  keepShownOnce(kind, { value, about, owner: ownerIn(client) });
}
