import { useEffect, useRef, useState } from 'react';

import { asApiError } from '../../api/errors.js';
import { settingsCopy } from './copy.js';
import { say } from './said.js';

const copy = settingsCopy.deletion;

/**
 * Asks whether to delete something, in its place: it cannot be undone.
 * @param {object} props
 * @param {string} props.name
 * @param {string} props.question
 * @param {string} props.text what becomes of what it has
 * @param {() => Promise<void>} props.send
 * @param {() => void} props.onDone
 * @param {() => void} props.onKeep
 * @param {() => void} props.onChanged called where somebody else has changed it meanwhile
 */
export function Deletion({ name, question, text, send, onDone, onKeep, onChanged }) {
  const [isPending, setIsPending] = useState(false);
  const [problem, setProblem] = useState('');
  const keep = useRef(/** @type {HTMLButtonElement | null} */ (null));
  useEffect(() => keep.current?.focus(), []);

  async function remove() {
    if (isPending) return;
    setIsPending(true);
    setProblem('');
    try {
      await send();
    } catch (error) {
      const { kind, message } = asApiError(error);
      if (kind !== 'not_found') {
        setProblem(kind === 'conflict' ? copy.changed : copy.failed(message));
        setIsPending(false);
        if (kind === 'conflict') onChanged();
        return;
      }
    }
    /** @type {HTMLElement | null | undefined} */ (
      keep.current?.closest('.settings-page')?.querySelector('[data-create], input, button')
    )?.focus();
    say({ text: copy.done(name) });
    onDone();
  }

  return (
    <div className="settings-question" role="group" aria-label={question}>
      <p role={problem ? 'alert' : 'status'}>
        {problem || (
          <>
            <b>
              <bdi>{question}</bdi>
            </b>{' '}
            <span>{text}</span>
          </>
        )}
      </p>
      <button
        type="button"
        className="button button--small button--danger"
        aria-disabled={isPending || undefined}
        onClick={() => void remove()}
      >
        {isPending ? copy.deleting : copy.confirm}
      </button>
      <button
        type="button"
        className="button button--small button--quiet"
        ref={keep}
        onClick={onKeep}
      >
        {copy.keep}
      </button>
    </div>
  );
}
