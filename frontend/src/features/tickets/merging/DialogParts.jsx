import { Dialog } from 'radix-ui';

import { mergingCopy } from './copy.js';

/** @param {{ title: string, text: string }} props */
export function DialogHead({ title, text }) {
  return (
    <>
      <Dialog.Title className="dialog-title">{title}</Dialog.Title>
      <Dialog.Description className="dialog-text">{text}</Dialog.Description>
    </>
  );
}

/**
 * The buttons of a dialog; without a label there is nothing to confirm yet.
 * @param {object} props
 * @param {string} [props.confirm]
 * @param {boolean} [props.isPending]
 * @param {string} [props.pendingLabel]
 * @param {() => void} [props.onConfirm]
 * @param {() => void} [props.onBack]
 */
export function DialogActions({ confirm, isPending, pendingLabel, onConfirm, onBack }) {
  return (
    <div className="dialog-actions">
      {onBack ? (
        <button type="button" className="button button--quiet" onClick={onBack}>
          {mergingCopy.back}
        </button>
      ) : null}
      <Dialog.Close className="button button--soft">{mergingCopy.cancel}</Dialog.Close>
      {confirm ? (
        <button
          type="button"
          className="button button--primary"
          aria-disabled={isPending || undefined}
          // It follows what was just chosen by a key.
          ref={(button) => button?.focus()}
          onClick={() => !isPending && onConfirm?.()}
        >
          {isPending ? pendingLabel : confirm}
        </button>
      ) : null}
    </div>
  );
}
