import { useEffect, useRef } from 'react';

import { accountCopy } from './copy.js';

/**
 * A form about an account: its fields, the problem with the last attempt, and its one action.
 * @param {object} props
 * @param {string} props.action
 * @param {boolean} props.isPending
 * @param {string} props.problem with the whole, beside those of the fields
 * @param {Record<string, string | undefined>} props.errors of the fields
 * @param {() => void} props.onSend
 * @param {import('react').ReactNode} props.children
 * @param {import('react').ReactNode} [props.beside] the action
 */
export function AccountForm({ action, isPending, problem, errors, onSend, children, beside }) {
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const found = Object.values(errors).filter(Boolean).join(' ');

  useEffect(() => {
    if (!found) return;
    const field = form.current?.querySelector('[aria-invalid]');
    if (field instanceof HTMLElement) field.focus();
  }, [found]);

  /** @param {import('react').FormEvent} event */
  function submit(event) {
    event.preventDefault();
    if (isPending) return;
    onSend();
    const field = form.current?.querySelector('[aria-invalid]');
    if (field instanceof HTMLElement) field.focus();
  }

  return (
    <form className="account-form" noValidate ref={form} onSubmit={submit}>
      {children}
      {problem ? (
        <p className="alert" role="alert">
          {problem}
        </p>
      ) : null}
      <div className="account-actions">
        <button
          type="submit"
          className="button button--large button--primary"
          aria-disabled={isPending || undefined}
        >
          {isPending ? accountCopy.working : action}
        </button>
        {beside}
      </div>
    </form>
  );
}
