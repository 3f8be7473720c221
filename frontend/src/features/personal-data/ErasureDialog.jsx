import { useQuery } from '@tanstack/react-query';
import { Dialog } from 'radix-ui';
import { useId, useState } from 'react';

import { asApiError } from '../../api/errors.js';
import { ErrorState } from '../../ui/ErrorState.jsx';
import { FieldError } from '../../ui/FieldError.jsx';
import { useReturnFocus } from '../../ui/hooks/useReturnFocus.js';
import { previewErasure } from './api.js';
import { erasureCopy } from './copy.js';
import { useEraseRequester } from './useEraseRequester.js';
import './personal-data.css';

/** @typedef {import('../../types').ErasureReport} ErasureReport */
/** @typedef {import('../../domain/personal-data/panel.js').Person} Person */

/**
 * The dialog in which an admin erases a person: what will go, a typed confirmation, and then the report.
 * @param {object} props
 * @param {Person} props.person
 * @param {() => void} props.onClose
 * @param {import('react').ReactNode} [props.children] what asks the admin who they are
 */
export function ErasureDialog({ person, onClose, children }) {
  const returnFocus = useReturnFocus('tickets-heading');
  const erasure = useEraseRequester(person.id);
  return (
    <Dialog.Root open onOpenChange={(next) => !next && !erasure.isPending && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content
          className="dialog"
          onCloseAutoFocus={returnFocus}
          onPointerDownOutside={(event) => event.preventDefault()}
        >
          <Dialog.Title className="dialog-title">
            {erasure.isSuccess ? erasureCopy.doneTitle : erasureCopy.title}
          </Dialog.Title>
          {erasure.isSuccess ? (
            <Done report={erasure.report} onClose={onClose} />
          ) : (
            <Question person={person} erasure={erasure} onClose={onClose} />
          )}
        </Dialog.Content>
      </Dialog.Portal>
      {children}
    </Dialog.Root>
  );
}

/** @param {{ report: ErasureReport, isPerson?: boolean }} props */
function Kinds({ report, isPerson = true }) {
  const names = /** @type {(keyof ErasureReport)[]} */ (Object.keys(erasureCopy.kinds));
  return (
    <ul className="erasure-kinds">
      {names
        .filter((name) => report[name] > 0)
        .map((name) => (
          <li key={name}>{erasureCopy.kinds[name](report[name])}</li>
        ))}
      {isPerson ? <li>{erasureCopy.person}</li> : null}
    </ul>
  );
}

/**
 * @param {object} props
 * @param {Person} props.person
 * @param {ReturnType<typeof useEraseRequester>} props.erasure
 * @param {() => void} props.onClose
 */
function Question({ person, erasure, onClose }) {
  const field = useId();
  const [typed, setTyped] = useState('');
  const [isTried, setIsTried] = useState(false);
  const word = person.email ?? `requester ${person.id}`;
  const isRight = typed.trim().toLowerCase() === word.toLowerCase();
  const error = isTried && !isRight ? erasureCopy.mismatch : undefined;
  const { isPending, error: failure, mutate } = erasure;
  const preview = useQuery({
    queryKey: ['requesters', person.id, 'erasure'],
    queryFn: ({ signal }) => previewErasure(person.id, { signal }),
    staleTime: 0,
    enabled: !isPending,
  });

  /** @param {import('react').FormEvent} event */
  function submit(event) {
    event.preventDefault();
    setIsTried(true);
    if (isPending) return;
    if (isRight) mutate(word);
    else document.getElementById(field)?.focus();
  }

  return (
    <form onSubmit={submit} noValidate>
      <Dialog.Description className="dialog-text">{erasureCopy.text}</Dialog.Description>
      <div aria-live="polite">
        {preview.data ? <Kinds report={preview.data} /> : null}
        {preview.isPending ? <p className="hint">{erasureCopy.loading}</p> : null}
        {preview.isError && !preview.data ? (
          <ErrorState level={3} title={erasureCopy.failed} onRetry={() => void preview.refetch()} />
        ) : null}
      </div>
      <p className="hint">{erasureCopy.stays}</p>
      <div className="field erasure-field">
        <label className="label" htmlFor={field}>
          {erasureCopy.confirm(word)}
        </label>
        <input
          className="input"
          id={field}
          dir="ltr"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={typed}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${field}-error` : undefined}
          onChange={(event) => setTyped(event.target.value)}
        />
        <FieldError id={`${field}-error`} text={error} />
      </div>
      {failure ? (
        <p className="alert" role="alert">
          {erasureCopy.notDone(asApiError(failure).message)}
        </p>
      ) : null}
      <div className="dialog-actions">
        <button
          type="button"
          className="button button--soft"
          aria-disabled={isPending || undefined}
          onClick={() => !isPending && onClose()}
        >
          {erasureCopy.cancel}
        </button>
        <button
          type="submit"
          className="button button--danger"
          aria-disabled={isPending || undefined}
        >
          {isPending ? erasureCopy.working : erasureCopy.action}
        </button>
      </div>
    </form>
  );
}

/** @param {{ report: ErasureReport, onClose: () => void }} props */
function Done({ report, onClose }) {
  return (
    <>
      <Dialog.Description className="dialog-text">{erasureCopy.doneText}</Dialog.Description>
      <div role="status">
        <Kinds report={report} />
      </div>
      <p className="hint">{erasureCopy.recorded}</p>
      <div className="dialog-actions">
        {/* The field that had the focus is gone. */}
        {/* eslint-disable-next-line jsx-a11y/no-autofocus */}
        <button type="button" className="button button--primary" autoFocus onClick={onClose}>
          {erasureCopy.close}
        </button>
      </div>
    </>
  );
}
