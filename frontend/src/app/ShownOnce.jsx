import { useEffect } from 'react';

import { useAccountId } from '../domain/session/useAccess.js';
import { useOnScreen } from '../domain/session/useShownOnce.js';
import { useView } from '../domain/view/useView.js';
import { forgetOfOthers, useShownOnceItems } from '../lib/shownOnce.js';
import { lazyCode, useLazyCode } from '../ui/lazyCode.js';

const shownOnceItems = lazyCode(() => import('./ShownOnceItems.jsx'));

/** What was told only once, and what shows it has left the screen before the person had it. */
export function ShownOnce() {
  const account = useAccountId();
  const onScreen = useOnScreen();
  const { tab } = useView().view;
  const items = Object.entries(useShownOnceItems());
  const waiting = items.filter(
    ([kind, { owner }]) =>
      owner === account &&
      !onScreen.includes(/** @type {any} */ (kind)) &&
      // Of no use to who works through the list.
      (kind !== 'private_link' || tab === 'submit'),
  );

  useEffect(() => {
    // Not where nobody is signed in any more: they may come back.
    if (account !== undefined && account !== null) forgetOfOthers(account);
  }, [account]);

  // Fetched as soon as there is something, so that it is at hand if the page breaks.
  const code = useLazyCode(shownOnceItems, items.length > 0);
  return code && waiting.length ? <code.ShownOnceItems items={waiting} /> : null;
}
