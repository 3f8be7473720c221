import { screen, within } from '@testing-library/react';

import { ticketCopy } from '../domain/ticket/copy.js';

/**
 * @typedef {import('../types').TriageField} TriageField
 * @typedef {import('@testing-library/user-event').UserEvent} User
 */

/**
 * @param {TriageField} field
 * @param {number} id
 * @returns {HTMLElement[]}
 */
function fieldButtons(field, id) {
  return [
    ...document.querySelectorAll(`[aria-label^="${ticketCopy.fields[field]} of #${id}: "]`),
  ].map((button) => /** @type {HTMLElement} */ (button));
}

/**
 * Return the button with a ticket's value of a field; in the list, if the ticket is open as well.
 * @param {TriageField} field
 * @param {number} [id]
 */
export function fieldButton(field, id = 1) {
  return fieldButtons(field, id)[0];
}

/**
 * Return the shown values of a ticket's field, in every place that has the ticket.
 * @param {TriageField} field
 * @param {number} [id]
 */
export function shownValues(field, id = 1) {
  return fieldButtons(field, id).map(
    (button) => /: (.*)\. Change$/.exec(button.getAttribute('aria-label') ?? '')?.[1],
  );
}

/**
 * @param {TriageField} field
 * @param {number} [id]
 */
export function shownValue(field, id = 1) {
  return shownValues(field, id)[0];
}

/**
 * Return a growing list of the values that a ticket shows for a field from now on.
 * @param {TriageField} field
 * @param {number} [id]
 */
export function recordValues(field, id = 1) {
  const seen = [shownValue(field, id)];
  const observer = new MutationObserver(() => {
    const now = shownValue(field, id);
    if (now !== seen.at(-1)) seen.push(now);
  });
  observer.observe(document.body, { subtree: true, childList: true, attributes: true });
  onTestFinished(() => observer.disconnect());
  return seen;
}

/**
 * @param {User} user
 * @param {TriageField} field
 * @param {string} word
 * @param {number} [id]
 */
export async function change(user, field, word, id = 1) {
  await user.click(fieldButton(field, id));
  await user.click(await screen.findByRole('menuitemradio', { name: word }));
}

/** Return the texts of the toasts on screen, without the hidden announcements. */
export function toastTexts() {
  const texts = [...document.querySelectorAll('.toasts .toast-text')];
  return texts.map(({ textContent }) => textContent);
}

/**
 * @param {string} label of the toast's button
 * @returns {Promise<HTMLElement>}
 */
export async function findToastAction(label) {
  const list = await screen.findByRole('region', { name: /^Notifications/ });
  return within(list).findByRole('button', { name: label });
}
