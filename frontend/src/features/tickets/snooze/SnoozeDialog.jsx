import { Dialog } from 'radix-ui';
import { useId, useRef, useState } from 'react';

import { UNTIL_REPLY, wholeTime } from '../../../domain/ticket/snooze.js';
import { FieldError } from '../../../ui/FieldError.jsx';
import { useReturnFocus } from '../../../ui/hooks/useReturnFocus.js';
import { snoozeCopy } from './copy.js';
import { closeSnoozeDialog, useSnoozeDialog } from './dialog.js';
import { latestAt, morningIn, presetsAt, readField, toApiTime, toFieldValue } from './presets.js';

/** The dialog that asks for a time to snooze until, for a ticket or for several. */
export function SnoozeDialog() {
  const request = useSnoozeDialog(({ open }) => open);
  return (
    <Dialog.Root open={request !== null} onOpenChange={(next) => !next && closeSnoozeDialog()}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        {request ? <Content request={request} /> : null}
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** @param {{ request: import('./dialog.js').SnoozeRequest }} props */
function Content({ request: { what, onChoose } }) {
  const returnFocus = useReturnFocus();
  const [now] = useState(() => Date.now());

  /** @param {string} until */
  function choose(until) {
    closeSnoozeDialog();
    onChoose(until);
  }

  return (
    <Dialog.Content className="dialog" onCloseAutoFocus={returnFocus}>
      <Dialog.Title className="dialog-title">{snoozeCopy.heading(what)}</Dialog.Title>
      <Dialog.Description className="dialog-text">{snoozeCopy.text}</Dialog.Description>
      {/* Safari does not announce a list without markers as one. */}
      {/* eslint-disable-next-line jsx-a11y/no-redundant-roles */}
      <ul className="snooze-presets" role="list">
        {presetsAt(now).map(({ id, at }) => (
          <li key={id}>
            <button
              type="button"
              className="button button--soft"
              onClick={() => choose(toApiTime(at))}
            >
              <span>{snoozeCopy.presets[id]}</span>
              <time className="menu-time" dateTime={at.toISOString()}>
                {wholeTime(at.getTime(), now)}
              </time>
            </button>
          </li>
        ))}
        <li>
          <button type="button" className="button button--soft" onClick={() => choose(UNTIL_REPLY)}>
            {snoozeCopy.reply}
          </button>
        </li>
      </ul>
      <TimeForm now={now} onChoose={choose} />
    </Dialog.Content>
  );
}

/** @param {{ now: number, onChoose: (until: string) => void }} props */
function TimeForm({ now, onChoose }) {
  const [value, setValue] = useState(() => toFieldValue(morningIn(now, 1)));
  const [problem, setProblem] = useState(/** @type {string | undefined} */ (undefined));
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const id = useId();

  /** @param {import('react').FormEvent} event */
  function submit(event) {
    event.preventDefault();
    // By the clock of now: the dialog may have been open for long.
    const read = readField(value, Date.now());
    if ('time' in read) {
      onChoose(toApiTime(read.time));
      return;
    }
    setProblem(snoozeCopy.problems[read.problem]);
    field.current?.focus();
  }

  return (
    <form onSubmit={submit} noValidate>
      <div className="field">
        <label className="label" htmlFor={id}>
          {snoozeCopy.field}
        </label>
        <input
          className="input"
          id={id}
          type="datetime-local"
          min={toFieldValue(new Date(now))}
          max={toFieldValue(latestAt(now))}
          value={value}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? `${id}-error` : undefined}
          ref={field}
          onChange={(event) => {
            setValue(event.target.value);
            setProblem(undefined);
          }}
        />
        <div role="alert">
          <FieldError id={`${id}-error`} text={problem} />
        </div>
      </div>
      <div className="dialog-actions">
        <button type="button" className="button button--quiet" onClick={closeSnoozeDialog}>
          {snoozeCopy.cancel}
        </button>
        <button type="submit" className="button button--primary">
          {snoozeCopy.confirm}
        </button>
      </div>
    </form>
  );
}
