import { act, fireEvent, screen, waitFor } from '@testing-library/react';

import { blockStorage } from '../../test/browser.js';
import { pass, stopClock } from '../../test/clock.js';
import {
  TICKET,
  chosen,
  description,
  fillIn,
  renderForm,
  submitButton,
  title,
  write,
} from '../../test/form.jsx';
import { findToastAction, toastTexts } from '../../test/page.js';
import { LIST, backend, hold } from '../../test/server.js';
import { ToastHost } from '../../ui/toasts/ToastHost.jsx';
import { submitCopy } from './copy.js';
import { EMPTY_DRAFT } from './draft.js';
import { reloadDraft } from './useDraft.js';

const KEY = 'tf.draft';

/** Return the values that the form shows. */
const shown = () => ({
  title: /** @type {HTMLInputElement} */ (title()).value,
  description: /** @type {HTMLTextAreaElement} */ (description()).value,
  chosen: chosen(),
});

const FILLED_IN = {
  title: TICKET.title,
  description: TICKET.description,
  chosen: ['Technical', 'High'],
};
const EMPTY = { title: '', description: '', chosen: [] };

const leavePage = () => fireEvent(window, new Event('pagehide'));

/** Leave the page as a browser does, and come back. */
function reload() {
  leavePage();
  act(reloadDraft);
}

describe('a draft', () => {
  test('is still there after a change of tab', async () => {
    const { user, unmount } = renderForm();
    await fillIn(user);
    unmount();
    renderForm();
    expect(shown()).toEqual(FILLED_IN);
  });

  test('is still there after a reload, also right after the last letter', async () => {
    const { user, unmount } = renderForm();
    await fillIn(user);
    unmount();
    reload();
    renderForm();
    expect(shown()).toEqual(FILLED_IN);
  });

  test('is stored once typing rests, and the form says so', async () => {
    const { user } = renderForm();
    stopClock();
    await write(user, title(), 'Printer');
    await pass(299);
    expect(localStorage.getItem(KEY)).toBeNull();
    expect(screen.queryByText(submitCopy.form.draftSaved)).not.toBeInTheDocument();
    await pass(1);
    expect(localStorage.getItem(KEY)).toContain('Printer');
    expect(screen.getByText(submitCopy.form.draftSaved)).toBeInTheDocument();
  });

  test('is forgotten on the device once it is sent', async () => {
    const { user, onSent } = renderForm();
    await fillIn(user);
    reload();
    await user.click(submitButton());
    await waitFor(() => expect(onSent).toHaveBeenCalledTimes(1));
    reload();
    expect(localStorage).toHaveLength(0);
    expect(shown()).toEqual(EMPTY);
  });

  test('that was left while it was being read is read anew', async () => {
    const text = 'I was charged twice.';
    const left = { ...EMPTY_DRAFT, description: text, asked: text, suggestion: 'reading' };
    localStorage.setItem(KEY, JSON.stringify(left));
    reloadDraft();
    backend.suggestion = { suggested_category: 'billing', suggested_priority: 'low' };
    const { user } = renderForm();
    await user.click(description());
    await user.tab();
    await waitFor(() => expect(chosen()).toEqual(['Billing', 'Low']));
  });

  test('that goes on while the ticket is under way is not cleared', async () => {
    const answer = hold('post', LIST);
    const { user, onSent } = renderForm();
    await fillIn(user);
    await user.click(submitButton());
    await write(user, title(), 'Another one');
    await answer();
    await waitFor(() => expect(onSent).toHaveBeenCalledTimes(1));
    expect(title()).toHaveValue('Another one');
  });

  test('whose form has left the screen still tells how the sending ended', async () => {
    const answer = hold('post', LIST);
    const { user, onSent, rerender } = renderForm();
    await fillIn(user);
    await user.click(submitButton());
    rerender(<ToastHost />);
    await answer();
    await waitFor(() => expect(toastTexts()).toEqual(['We got it: ticket #1001']));
    expect(onSent).not.toHaveBeenCalled();
  });
});

describe('Clear', () => {
  test('empties the form and can be undone', async () => {
    const { user } = renderForm();
    await fillIn(user);
    await user.click(screen.getByRole('button', { name: 'Clear' }));
    expect(shown()).toEqual(EMPTY);
    expect(title()).toHaveFocus();
    await waitFor(() => expect(toastTexts()).toEqual(['Draft cleared.']));
    await user.click(await findToastAction('Undo'));
    expect(shown()).toEqual(FILLED_IN);
  });

  test('takes the complaints along', async () => {
    const { user } = renderForm();
    await write(user, title(), 'Printer');
    await user.click(submitButton());
    expect(description()).toHaveAttribute('aria-invalid', 'true');
    await user.click(screen.getByRole('button', { name: 'Clear' }));
    expect(description()).not.toHaveAttribute('aria-invalid');
    expect(screen.queryByText(submitCopy.form.missing.category)).not.toBeInTheDocument();
  });

  test('is offered only where there is something to clear', () => {
    renderForm();
    expect(screen.queryByRole('button', { name: 'Clear' })).not.toBeInTheDocument();
  });
});

describe('what is stored on the device', () => {
  test.each(['{"title": "cut o', 'null', '42', '{"title": 7}', '{"category": "billing"}'])(
    'is ignored where it is damaged: %s',
    (stored) => {
      localStorage.setItem(KEY, stored);
      reloadDraft();
      renderForm();
      expect(shown()).toEqual(EMPTY);
    },
  );

  test('may be blocked: the form works, and does not claim to have saved', async () => {
    blockStorage();
    reloadDraft();
    const { user, unmount } = renderForm();
    await fillIn(user);
    leavePage();
    unmount();
    const { onSent } = renderForm();
    expect(shown()).toEqual(FILLED_IN);
    expect(screen.queryByText(submitCopy.form.draftSaved)).not.toBeInTheDocument();
    await user.click(submitButton());
    await waitFor(() => expect(onSent).toHaveBeenCalledTimes(1));
  });
});
