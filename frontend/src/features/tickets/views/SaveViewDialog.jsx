import { Dialog } from 'radix-ui';
import { useState } from 'react';

import { cleanName } from '../../../lib/text.js';
import { FieldError } from '../../../ui/FieldError.jsx';
import { useReturnFocus } from '../../../ui/hooks/useReturnFocus.js';
import { viewsCopy } from './copy.js';
import { saveView } from './savedViews.js';

const NAME_MAX = 60;

/**
 * Asks for the name of a new view.
 * @param {object} props
 * @param {boolean} props.isOpen
 * @param {import('../../../types').TicketFilters} props.filters
 * @param {() => void} props.onClose
 */
export function SaveViewDialog({ isOpen, filters, onClose }) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Content filters={filters} onClose={onClose} />
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** @param {{ filters: import('../../../types').TicketFilters, onClose: () => void }} props */
function Content({ filters, onClose }) {
  const returnFocus = useReturnFocus();
  return (
    <Dialog.Content className="dialog" onCloseAutoFocus={returnFocus}>
      <Dialog.Title className="dialog-title">{viewsCopy.saveTitle}</Dialog.Title>
      <Dialog.Description className="dialog-text">{viewsCopy.saveText}</Dialog.Description>
      <NameForm filters={filters} onClose={onClose} />
    </Dialog.Content>
  );
}

/** @param {{ filters: import('../../../types').TicketFilters, onClose: () => void }} props */
function NameForm({ filters, onClose }) {
  const [name, setName] = useState('');
  const [isTried, setIsTried] = useState(false);
  const error = isTried && !cleanName(name) ? viewsCopy.nameMissing : undefined;

  /** @param {import('react').FormEvent} event */
  function submit(event) {
    event.preventDefault();
    setIsTried(true);
    if (!cleanName(name)) return;
    saveView(cleanName(name), filters);
    onClose();
  }

  return (
    <form onSubmit={submit} noValidate>
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
          onChange={(event) => setName(event.target.value)}
        />
        <FieldError id="view-name-error" text={error} />
      </div>
      <div className="dialog-actions">
        <button type="button" className="button button--quiet" onClick={onClose}>
          {viewsCopy.cancel}
        </button>
        <button type="submit" className="button button--primary">
          {viewsCopy.confirm}
        </button>
      </div>
    </form>
  );
}
