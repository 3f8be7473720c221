import { useEffect, useState } from 'react';

import { reauthentication } from '../../../domain/session/proof.js';
import { ReauthenticationDialog } from './ReauthenticationDialog.jsx';

/** @typedef {{ flows: import('../api.js').Flow[], answer: (isProven: boolean) => void }} Asked */

/** Asks the person to confirm their identity when the server requires it. */
export function Reauthentication() {
  const [asked, setAsked] = useState(/** @type {Asked | null} */ (null));

  useEffect(
    () =>
      reauthentication.onPaused((flows) => new Promise((answer) => setAsked({ flows, answer }))),
    [],
  );

  if (!asked) return null;
  /** @param {boolean} isProven */
  function end(isProven) {
    setAsked(null);
    asked?.answer(isProven);
  }
  return <ReauthenticationDialog flows={asked.flows} onEnd={end} />;
}
