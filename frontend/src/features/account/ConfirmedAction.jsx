import { useEffect, useRef, useState } from 'react';

import { accountCopy } from './copy.js';

/**
 * A button for what cannot be undone: it asks first, in its own place.
 * @param {object} props
 * @param {string} props.action
 * @param {string} props.question
 * @param {string} props.refuse
 * @param {ReturnType<typeof import('./useAccountRequest.js').useAccountRequest<void, any>>} props.request
 */
export function ConfirmedAction({ action, question, refuse, request }) {
  const [isAsking, setIsAsking] = useState(false);
  const first = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const wasAsking = useRef(false);

  // The focused button is replaced: its successor takes the focus.
  useEffect(() => {
    if (wasAsking.current !== isAsking) first.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);

  if (!isAsking) {
    return (
      <button
        type="button"
        className="button button--soft"
        ref={first}
        onClick={() => setIsAsking(true)}
      >
        {action}
      </button>
    );
  }
  return (
    <div className="confirm" role="group" aria-label={question}>
      <p role="status">{question}</p>
      {request.problem ? (
        <p className="field-error" role="alert">
          {request.problem}
        </p>
      ) : null}
      <div className="account-actions">
        <button
          type="button"
          className="button button--danger"
          aria-disabled={request.isPending || undefined}
          onClick={() => request.send(undefined)}
        >
          {request.isPending ? accountCopy.working : action}
        </button>
        <button
          type="button"
          className="button button--quiet"
          ref={first}
          onClick={() => {
            request.reset();
            setIsAsking(false);
          }}
        >
          {refuse}
        </button>
      </div>
    </div>
  );
}
