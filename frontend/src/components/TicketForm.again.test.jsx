import { screen, waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';

import {
  chosen,
  describeIt,
  description,
  fillIn,
  renderForm,
  submitButton,
} from '../test/form.jsx';
import { findToastAction } from '../test/page.js';
import { CLASSIFY, LIST, answerOnce, backend, hold } from '../test/server.js';

test('a draft that was cleared while it was read, and brought back, is read again', async () => {
  hold('post', CLASSIFY);
  const { user } = renderForm();
  await describeIt(user, 'I was charged twice.');
  await user.click(screen.getByRole('button', { name: 'Clear' }));
  await user.click(await findToastAction('Undo'));
  expect(description()).toHaveValue('I was charged twice.');
  await user.click(description());
  await user.tab();
  await waitFor(() => expect(backend.asked('POST', CLASSIFY)).toHaveLength(2));
});

test('what failed on the way is asked again for the same text', async () => {
  answerOnce('post', CLASSIFY, HttpResponse.error());
  backend.suggestion = { suggested_category: 'billing', suggested_priority: 'high' };
  const { user } = renderForm();
  await describeIt(user, 'I was charged twice.');
  await screen.findByText('No suggestion right now. Please choose below.');
  await user.click(description());
  await user.tab();
  await waitFor(() => expect(chosen()).toEqual(['Billing', 'High']));
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
