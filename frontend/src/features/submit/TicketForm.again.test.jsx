import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';

import {
  chosen,
  describeIt,
  description,
  fillIn,
  renderForm,
  submitButton,
} from '../../test/form.jsx';
import { findToastAction } from '../../test/page.js';
import { CLASSIFY, LIST, answerOnce, backend, hold, refusal } from '../../test/server.js';
import { submitCopy } from './copy.js';
import { reloadDraft } from './useDraft.js';

/** @param {import('../../test/form.jsx').User} user */
async function leaveAgain(user) {
  await user.click(description());
  await user.tab();
}

test('a draft that was cleared while it was read, and brought back, is read again', async () => {
  hold('post', CLASSIFY);
  const { user } = renderForm();
  await describeIt(user, 'I was charged twice.');
  // What is stopped before it is sent is never asked.
  await waitFor(() => expect(backend.asked('POST', CLASSIFY)).toHaveLength(1));
  await user.click(screen.getByRole('button', { name: 'Clear' }));
  await user.click(await findToastAction('Undo'));
  expect(description()).toHaveValue('I was charged twice.');
  await leaveAgain(user);
  await waitFor(() => expect(backend.asked('POST', CLASSIFY)).toHaveLength(2));
});

describe('a text that there was no suggestion for', () => {
  /** @type {[string, () => Response][]} */
  const failures = [
    ['the connection was lost', () => HttpResponse.error()],
    ['the server failed', () => refusal(500)],
    [
      'the model could not be asked',
      () =>
        HttpResponse.json({
          suggested_category: null,
          suggested_priority: null,
          error: 'No suggestion right now.',
        }),
    ],
  ];

  beforeEach(() => {
    backend.suggestion = { suggested_category: 'billing', suggested_priority: 'high' };
  });

  test.each(failures)('is read again when it is left again: %s', async (_reason, failure) => {
    answerOnce('post', CLASSIFY, failure());
    const { user } = renderForm();
    await describeIt(user, 'I was charged twice.');
    await screen.findByText(submitCopy.suggestion.unavailable);
    await leaveAgain(user);
    await waitFor(() => expect(chosen()).toEqual(['Billing', 'High']));
    await leaveAgain(user);
    expect(backend.asked('POST', CLASSIFY)).toHaveLength(2);
  });

  test.each(failures)('is read again after a reload: %s', async (_reason, failure) => {
    answerOnce('post', CLASSIFY, failure());
    const { user } = renderForm();
    await describeIt(user, 'I was charged twice.');
    await screen.findByText(submitCopy.suggestion.unavailable);
    fireEvent(window, new Event('pagehide'));
    act(reloadDraft);
    await leaveAgain(user);
    await waitFor(() => expect(chosen()).toEqual(['Billing', 'High']));
  });
});

test('a text that there is a suggestion for is not read again after a reload', async () => {
  backend.suggestion = { suggested_category: 'billing', suggested_priority: 'high' };
  const { user } = renderForm();
  await describeIt(user, 'I was charged twice.');
  await waitFor(() => expect(chosen()).toEqual(['Billing', 'High']));
  fireEvent(window, new Event('pagehide'));
  act(reloadDraft);
  await leaveAgain(user);
  await describeIt(user, 'I was charged thrice.');
  await waitFor(() => expect(backend.asked('POST', CLASSIFY)).toHaveLength(2));
});

test('a form that is left and opened again does not send its ticket twice', async () => {
  hold('post', LIST);
  const { user, unmount } = renderForm();
  await fillIn(user);
  await user.click(submitButton());
  await waitFor(() => expect(backend.asked('POST', LIST)).toHaveLength(1));
  unmount();
  const second = renderForm();
  await second.user.click(submitButton());
  await screen.findByRole('button', { name: 'Sending…' });
  expect(backend.asked('POST', LIST)).toHaveLength(1);
});
