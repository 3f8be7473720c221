import { act, screen, waitFor } from '@testing-library/react';

import { pass, stopClock } from '../../test/clock.js';
import { findToastAction, toastTexts } from '../../test/page.js';
import { renderProduct } from '../../test/render.jsx';
import { ToastRegion } from './ToastRegion.jsx';
import { showToast, useToasts } from './toastStore.js';

/**
 * @param {string} text
 * @param {Partial<import('../../types').Toast>} [values]
 */
const say = (text, values) => act(() => showToast({ kind: 'success', text, ...values }));

const Toasts = () => <ToastRegion toasts={useToasts()} />;

function renderToasts() {
  stopClock();
  const view = renderProduct(<Toasts />);
  say('Ready.');
  expect(toastTexts()).toEqual(['Ready.']);
  return view;
}

test('a message goes after eight seconds', async () => {
  renderToasts();
  await pass(7000);
  expect(toastTexts()).toEqual(['Ready.']);
  await pass(1000);
  expect(toastTexts()).toEqual([]);
});

test('messages are on screen one at a time, and go sooner where another waits', async () => {
  renderToasts();
  say('Second.');
  expect(toastTexts()).toEqual(['Ready.']);
  await pass(4000);
  expect(toastTexts()).toEqual(['Second.']);
  await pass(4000);
  expect(toastTexts()).toEqual(['Second.']);
  await pass(4000);
  expect(toastTexts()).toEqual([]);
});

test('news waits while something of one’s own can be undone, and is told then', async () => {
  renderToasts();
  await pass(8000);
  say('#1 is back.', { isNews: true, duration: 15_000 });
  say('Sent.', { duration: 10_000 });
  expect(toastTexts()).toEqual(['Sent.']);
  await pass(10_000);
  expect(toastTexts()).toEqual(['#1 is back.']);
  await pass(14_000);
  expect(toastTexts()).toEqual(['#1 is back.']);
  await pass(1000);
  expect(toastTexts()).toEqual([]);
});

test('errors stay until they are dismissed, beside a message', async () => {
  const { user } = renderToasts();
  say('It failed.', { kind: 'error' });
  say('It failed, too.', { kind: 'error' });
  expect(toastTexts()).toEqual(['Ready.', 'It failed.', 'It failed, too.']);
  await pass(60_000);
  expect(toastTexts()).toEqual(['It failed.', 'It failed, too.']);
  await user.click(screen.getAllByRole('button', { name: 'Dismiss' })[0]);
  await waitFor(() => expect(toastTexts()).toEqual(['It failed, too.']));
});

test('a later toast about the same takes the place of the earlier one', async () => {
  renderToasts();
  say('It failed.', { kind: 'error', key: 'k' });
  say('It failed again.', { kind: 'error', key: 'k' });
  expect(toastTexts()).toEqual(['Ready.', 'It failed again.']);
});

test('an action runs once and closes its toast', async () => {
  const { user } = renderToasts();
  await pass(8000);
  const run = vi.fn();
  say('Done.', { action: { label: 'Undo', hint: 'Bring it back', run } });
  await user.click(await findToastAction('Undo'));
  expect(run).toHaveBeenCalledTimes(1);
  await waitFor(() => expect(toastTexts()).toEqual([]));
});
