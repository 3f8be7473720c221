import { Dialog } from 'radix-ui';
import { useState } from 'react';

import { asApiError } from '../../../api/errors.js';
import { useAccount } from '../../../domain/session/useAccess.js';
import { useView } from '../../../domain/view/useView.js';
import { cleanName } from '../../../lib/text.js';
import { FieldError } from '../../../ui/FieldError.jsx';
import { useReturnFocus } from '../../../ui/hooks/useReturnFocus.js';
import { viewsCopy } from './copy.js';
import { saveView } from './savedViews.js';
import { SharingChoice } from './SharingChoice.jsx';
import { useViewChanges } from './useViewChanges.js';

/** @typedef {import('../../../types').SharedView} SharedView */

const NAME_MAX = 60;

/**
 * Asks for the name of a new view and with whom it is shared, or changes these of one that is there.
 * @param {object} props
 * @param {boolean} props.isOpen
 * @param {SharedView} [props.shared] the view to edit
 * @param {() => void} props.onClose
 */
export function SaveViewDialog({ isOpen, shared, onClose }) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Content shared={shared} onClose={onClose} />
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** @param {{ shared?: SharedView, onClose: () => void }} props */
function Content({ shared, onClose }) {
  const returnFocus = useReturnFocus();
  const account = useAccount();
  return (
    <Dialog.Content className="dialog" onCloseAutoFocus={returnFocus}>
      <Dialog.Title className="dialog-title">
        {shared ? viewsCopy.editTitle : viewsCopy.saveTitle}
      </Dialog.Title>
      <Dialog.Description className="dialog-text">
        {account ? viewsCopy.onServer : viewsCopy.onDevice}
      </Dialog.Description>
      <ViewForm shared={shared} onClose={onClose} />
    </Dialog.Content>
  );
}

/**
 * Return the form's state, and what sends it.
 * @param {SharedView | undefined} shared
 * @param {() => void} onClose
 */
function useViewForm(shared, onClose) {
  const { view } = useView();
  const account = useAccount();
  const { save, change } = useViewChanges();
  const [name, setName] = useState(shared?.name ?? '');
  const [sharedWith, setSharedWith] = useState(shared?.shared_with ?? 'nobody');
  const [isTried, setIsTried] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const [refusal, setRefusal] = useState(/** @type {{ name?: string, other?: string }} */ ({}));
  const missing = isTried && !cleanName(name) ? viewsCopy.nameMissing : undefined;

  async function send() {
    const values = { name: cleanName(name), shared_with: sharedWith };
    setIsSending(true);
    setRefusal({});
    try {
      await (shared ? change(shared, values) : save(values));
      onClose();
    } catch (error) {
      const { kind, message, fieldErrors } = asApiError(error);
      const reason = kind === 'conflict' ? viewsCopy.changedMeanwhile : message;
      setRefusal(fieldErrors.name ? { name: fieldErrors.name } : { other: reason });
    }
    setIsSending(false);
  }

  return {
    name,
    setName,
    sharedWith,
    setSharedWith,
    isSending,
    error: missing ?? refusal.name,
    refusal: refusal.other,
    /** @param {import('react').FormEvent} event */
    submit(event) {
      event.preventDefault();
      setIsTried(true);
      if (!cleanName(name) || isSending) return;
      if (account) {
        void send();
        return;
      }
      saveView(cleanName(name), view);
      onClose();
    },
  };
}

/** @param {{ shared?: SharedView, onClose: () => void }} props */
function ViewForm({ shared, onClose }) {
  const account = useAccount();
  const form = useViewForm(shared, onClose);
  const { name, error } = form;
  return (
    <form onSubmit={form.submit} noValidate>
      <div className="field">
        <label className="label" htmlFor="view-name">
          {viewsCopy.name}
        </label>
        <input
          className="input"
          id="view-name"
          // While empty it has the direction of the page.
          dir={name ? 'auto' : undefined}
          autoComplete="off"
          maxLength={NAME_MAX}
          value={name}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? 'view-name-error' : undefined}
          onChange={(event) => form.setName(event.target.value)}
        />
        <FieldError id="view-name-error" text={error} />
      </div>
      {account ? (
        <SharingChoice
          account={account}
          shared={shared}
          value={form.sharedWith}
          onChange={form.setSharedWith}
        />
      ) : null}
      <div role="alert">
        <FieldError id="view-error" text={form.refusal} />
      </div>
      <div className="dialog-actions">
        <button type="button" className="button button--quiet" onClick={onClose}>
          {viewsCopy.cancel}
        </button>
        <button type="submit" className="button button--primary" aria-disabled={form.isSending}>
          {form.isSending ? viewsCopy.saving : viewsCopy.confirm}
        </button>
      </div>
    </form>
  );
}
