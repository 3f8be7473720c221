import { fireEvent, screen } from '@testing-library/react';
import { SUGGESTION, suggested } from '../../test/suggestion.js';

import { chosen, describeIt, description, radio, renderForm, title } from '../../test/form.jsx';
import { backend } from '../../test/server.js';

beforeEach(() => {
  backend.suggestion = SUGGESTION;
});

describe('Alt and A', () => {
  /** Press the key, and return whether the browser's default action would still run. */
  const press = (/** @type {HTMLElement} */ target, /** @type {KeyboardEventInit} */ more = {}) =>
    fireEvent.keyDown(target, { altKey: true, code: 'KeyA', key: 'a', ...more });

  async function renderOverridden() {
    const { user } = renderForm();
    await describeIt(user, 'I was charged twice.');
    await suggested();
    await user.click(radio('general'));
    await user.click(radio('low'));
  }

  /** @type {[string, () => HTMLElement, KeyboardEventInit][]} */
  const meant = [
    ['at a choice', () => radio('low'), {}],
    ['in a text', description, {}],
    ['with Caps Lock on', description, { key: 'A' }],
    ['where the A is in another place', description, { code: 'KeyQ' }],
    ['with Option on a Mac, at a choice', () => radio('low'), { key: 'å' }],
  ];

  test.each(meant)('takes both suggestions %s', async (_where, target, more) => {
    await renderOverridden();
    expect(press(target(), more)).toBe(false);
    expect(chosen()).toEqual(['Billing', 'High']);
    expect(press(target(), more)).toBe(true);
  });

  /** @type {[string, () => HTMLElement, KeyboardEventInit][]} */
  const notMeant = [
    ['AltGr on Windows', description, { key: 'ą', ctrlKey: true, modifierAltGraph: true }],
    ['AltGr on Linux', description, { key: 'æ', modifierAltGraph: true }],
    ['AltGr at a choice', () => radio('low'), { key: 'ą', ctrlKey: true }],
    ['Option on a Mac, in the description', description, { key: 'å' }],
    ['Option on a Mac, in the title', title, { key: 'å' }],
    ['a Q in the place of the A', () => radio('low'), { key: 'q' }],
    ['the change of the keyboard', () => radio('low'), { key: 'A', shiftKey: true }],
    ['A alone', () => radio('low'), { altKey: false }],
  ];

  test.each(notMeant)('are left alone: %s', async (_key, target, more) => {
    await renderOverridden();
    expect(press(target(), more)).toBe(true);
    expect(chosen()).toEqual(['General', 'Low']);
  });

  test('take only what differs from the suggestion', async () => {
    const { user } = renderForm();
    await describeIt(user, 'I was charged twice.');
    await suggested();
    await user.click(radio('billing'));
    await user.click(radio('low'));
    expect(press(radio('low'))).toBe(false);
    expect(screen.getByText('Matches the suggestion')).toBeInTheDocument();
    expect(screen.getByText('Suggested by AI')).toBeInTheDocument();
  });

  test('are the browser’s where nothing was suggested', () => {
    renderForm();
    expect(press(description())).toBe(true);
    expect(press(radio('low'))).toBe(true);
  });
});
