import { screen } from '@testing-library/react';

import { TicketForm } from '../features/submit/TicketForm.jsx';
import { ToastHost } from '../ui/toasts/ToastHost.jsx';
import { renderProduct } from './render.jsx';

/** @typedef {import('@testing-library/user-event').UserEvent} User */

export const title = () => screen.getByLabelText('Title');
export const description = () => screen.getByLabelText('What happened?');
export const submitButton = () =>
  screen.getByRole('button', { name: /^(Submit ticket|Sending…)$/ });

/**
 * @param {import('../types').Category | import('../types').Priority} value
 * @returns {HTMLInputElement}
 */
export function radio(value) {
  const input = document.querySelector(`.ticket-form input[type="radio"][value="${value}"]`);
  return /** @type {HTMLInputElement} */ (input);
}

/** Return the chosen values in the form, from top to bottom. */
export function chosen() {
  const inputs = document.querySelectorAll('.ticket-form input[type="radio"]:checked');
  return [...inputs].map((input) => input.closest('label')?.textContent);
}

export function renderForm() {
  const onSent = vi.fn();
  const view = renderProduct(
    <>
      <TicketForm onSent={onSent} headingLevel={1} />
      <ToastHost />
    </>,
  );
  return { ...view, onSent };
}

/**
 * Replace what is in a field.
 * @param {User} user
 * @param {HTMLElement} field
 * @param {string} text
 */
export async function write(user, field, text) {
  await user.clear(field);
  await user.paste(text);
}

/**
 * Describe what happened and leave the field.
 * @param {User} user
 * @param {string} text
 */
export async function describeIt(user, text) {
  await write(user, description(), text);
  await user.tab();
}

/** @type {import('../types').NewTicket} */
export const TICKET = {
  title: 'Printer on fire',
  description: 'Smoke comes out of it.',
  category: 'technical',
  priority: 'high',
};

/**
 * Fill everything in, without a suggestion.
 * @param {User} user
 */
export async function fillIn(user) {
  await write(user, title(), TICKET.title);
  await write(user, description(), TICKET.description);
  await user.click(radio('technical'));
  await user.click(radio('high'));
}
