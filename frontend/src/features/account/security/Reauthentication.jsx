import { useEffect, useState } from 'react';

import { proof } from '../api.js';
import { ProofDialog } from './ReauthenticationDialog.jsx';

/** @typedef {{ flows: import('../api.js').Flow[], answer: (isProven: boolean) => void }} Asked */

/** Asks who is signed in to show that it is they, where the server will not go on without. */
export function Proof() {
  const [asked, setAsked] = useState(/** @type {Asked | null} */ (null));

  useEffect(
    () => proof.answerBy((flows) => new Promise((answer) => setAsked({ flows, answer }))),
    [],
  );

  if (!asked) return null;
  /** @param {boolean} isProven */
  function end(isProven) {
    setAsked(null);
    asked?.answer(isProven);
  }
  return <ProofDialog flows={asked.flows} onEnd={end} />;
}
