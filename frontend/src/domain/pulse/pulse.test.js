import { onlineManager } from '@tanstack/react-query';

import { ApiError } from '../../api/errors.js';
import { createPulse } from './pulse.js';

const SECOND = 1000;

/** @param {string} state */
function show(state) {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(/** @type {any} */ (state));
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(state === 'hidden');
  document.dispatchEvent(new Event('visibilitychange'));
}

const pass = (/** @type {number} */ seconds) => vi.advanceTimersByTimeAsync(seconds * SECOND);
const move = () => window.dispatchEvent(new Event('pointermove'));

/** Start a pulse whose questions are answered with nothing new, unless a test says otherwise. */
function start() {
  vi.useFakeTimers();
  const ask = vi.fn(/** @type {typeof import('../../api/pulse.js').askPulse} */ (async () => null));
  const leave = vi.fn(
    /** @type {typeof import('../../api/pulse.js').leavePulse} */ (async () => {}),
  );
  const onAnswer = vi.fn();
  const onSilence = vi.fn();
  const pulse = createPulse({ ask, leave, onAnswer, onSilence });
  pulse.start();
  onTestFinished(() => {
    pulse.stop();
    onlineManager.setOnline(true);
  });
  return { ask, leave, onAnswer, onSilence, pulse };
}

/** @param {Partial<import('../../types').Pulse>} [values] */
const answer = (values) => ({
  pulse: {
    cursor: 'c1',
    changed: [],
    more: false,
    woken: [],
    thread: 't1',
    presence: [],
    ...values,
  },
  etag: '"1"',
});

test('it asks every five seconds while somebody is there, then every fifteen', async () => {
  const { ask } = start();
  await pass(0);
  expect(ask).toHaveBeenCalledTimes(1);
  await pass(59);
  expect(ask).toHaveBeenCalledTimes(12);
  await pass(26);
  expect(ask).toHaveBeenCalledTimes(14);
  move();
  await pass(0);
  expect(ask).toHaveBeenCalledTimes(15);
  await pass(10);
  expect(ask).toHaveBeenCalledTimes(17);
});

test('there is one request at a time', async () => {
  const { ask, pulse } = start();
  /** @type {(value: null) => void} */
  let end = () => {};
  ask.mockImplementationOnce(() => new Promise((resolve) => (end = resolve)));
  await pass(20);
  pulse.watch({ ticket: 3, doing: 'viewing' });
  move();
  await pass(20);
  expect(ask).toHaveBeenCalledTimes(1);
  end(null);
  await pass(0);
  expect(ask).toHaveBeenCalledTimes(2);
  expect(ask.mock.lastCall?.[0]).toMatchObject({ ticket: 3 });
});

test('the next question goes on from the last answer', async () => {
  const { ask, onAnswer } = start();
  ask.mockResolvedValueOnce(answer());
  await pass(5);
  expect(onAnswer).toHaveBeenCalledTimes(1);
  expect(ask.mock.calls[0]).toEqual([expect.objectContaining({ cursor: null }), null]);
  expect(ask.mock.calls[1]).toEqual([expect.objectContaining({ cursor: 'c1' }), '"1"']);
  expect(ask.mock.calls[0][0].tab).toMatch(/^[\w-]{16,32}$/);
  expect(ask.mock.calls[1][0].tab).toBe(ask.mock.calls[0][0].tab);
});

test('a hidden page asks nothing, and at once when it is seen again', async () => {
  const { ask } = start();
  await pass(0);
  show('hidden');
  await pass(600);
  expect(ask).toHaveBeenCalledTimes(1);
  show('visible');
  await pass(0);
  expect(ask).toHaveBeenCalledTimes(2);
});

test('offline it asks nothing, and others are forgotten', async () => {
  const { ask, onSilence } = start();
  await pass(0);
  onlineManager.setOnline(false);
  expect(onSilence).toHaveBeenCalledTimes(1);
  await pass(600);
  expect(ask).toHaveBeenCalledTimes(1);
  onlineManager.setOnline(true);
  await pass(0);
  expect(ask).toHaveBeenCalledTimes(2);
});

test('after errors it waits longer and longer, and as long as the server says', async () => {
  const { ask, onSilence, pulse } = start();
  ask.mockRejectedValueOnce(new ApiError('server', ''));
  ask.mockRejectedValueOnce(new ApiError('server', ''));
  ask.mockRejectedValueOnce(new ApiError('too_many', '', { retryAfter: 90 }));
  await pass(14);
  pulse.watch({ ticket: 1, doing: 'viewing' });
  expect(ask).toHaveBeenCalledTimes(1);
  await pass(1);
  expect(ask).toHaveBeenCalledTimes(2);
  expect(onSilence).toHaveBeenCalledTimes(1);
  await pass(29);
  expect(ask).toHaveBeenCalledTimes(2);
  await pass(1);
  expect(ask).toHaveBeenCalledTimes(3);
  await pass(89);
  expect(ask).toHaveBeenCalledTimes(3);
  await pass(1);
  expect(ask).toHaveBeenCalledTimes(4);
  move();
  await pass(5);
  expect(ask).toHaveBeenCalledTimes(5);
});

test('what is done with a ticket is told soon, but not for each of many', async () => {
  const { ask, pulse } = start();
  pulse.watch({ ticket: 1, doing: 'viewing' });
  await pass(0);
  expect(ask).toHaveBeenCalledTimes(1);
  pulse.watch({ ticket: 1, doing: 'replying' });
  await pass(0.5);
  pulse.watch({ ticket: 1, doing: 'noting' });
  await pass(0.5);
  expect(ask).toHaveBeenCalledTimes(2);
  expect(ask.mock.lastCall?.[0]).toMatchObject({ ticket: 1, doing: 'noting' });
});

test('a ticket that is closed or changed is left before the next question', async () => {
  const { ask, leave, pulse } = start();
  ask.mockResolvedValueOnce(answer());
  pulse.watch({ ticket: 1, doing: 'viewing' });
  await pass(0);
  expect(leave).not.toHaveBeenCalled();
  /** @type {() => void} */
  let left = () => {};
  leave.mockImplementationOnce(() => new Promise((resolve) => (left = resolve)));
  pulse.watch({ ticket: 2, doing: 'viewing' });
  await pass(1);
  expect(leave).toHaveBeenCalledTimes(1);
  expect(ask).toHaveBeenCalledTimes(1);
  left();
  await pass(0);
  // The ETag was that of the other ticket.
  expect(ask.mock.lastCall).toEqual([expect.objectContaining({ ticket: 2 }), null]);
  pulse.watch({ ticket: null, doing: 'viewing' });
  await pass(1);
  expect(leave).toHaveBeenCalledTimes(2);
  pulse.watch({ ticket: null, doing: 'viewing' });
  await pass(10);
  expect(leave).toHaveBeenCalledTimes(2);
});

test('a page that goes leaves its ticket, and is there again when it comes back', async () => {
  const { ask, leave, pulse } = start();
  pulse.watch({ ticket: 1, doing: 'viewing' });
  await pass(0);
  window.dispatchEvent(new Event('pagehide'));
  expect(leave).toHaveBeenCalledExactlyOnceWith(expect.any(String), { isLast: true });
  window.dispatchEvent(new Event('pageshow'));
  await pass(1);
  expect(ask).toHaveBeenCalledTimes(2);
});

test('once it is stopped nothing is asked or told any more', async () => {
  const { ask, leave, onAnswer, onSilence, pulse } = start();
  pulse.watch({ ticket: 1, doing: 'viewing' });
  /** @type {(value: ReturnType<typeof answer>) => void} */
  let end = () => {};
  ask.mockImplementationOnce(() => new Promise((resolve) => (end = resolve)));
  await pass(0);
  pulse.stop();
  end(answer());
  await pass(60);
  move();
  expect(onAnswer).not.toHaveBeenCalled();
  expect(onSilence).toHaveBeenCalled();
  expect(ask).toHaveBeenCalledTimes(1);
  expect(leave).toHaveBeenCalledTimes(1);
});
