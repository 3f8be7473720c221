import { toastTexts } from '../../test/page.js';
import { useToasts } from '../../ui/toasts/toastStore.js';
import { tellWoken, useToldWakeUps } from './woken.js';

const AT = '2026-03-09T08:00:00.123Z';
/** @param {number} ticket @param {Partial<import('./woken.js').Woken>} [values] */
const woken = (ticket, values) => ({
  ticket,
  woken_at: AT,
  woken_from: '2026-03-09T08:00:00Z',
  was_own: true,
  ...values,
});
const texts = () => useToasts.getState().map(({ text }) => text);

test('each is told once, in all tabs of the device', () => {
  const go = vi.fn();
  tellWoken([woken(7), woken(8, { was_own: false })], go);
  expect(texts()).toEqual([
    expect.stringMatching(/^#7 is back: you snoozed it until .+\.$/),
    expect.stringMatching(/^#8 is back: it was snoozed until .+\.$/),
  ]);
  useToasts.setState([], true);
  tellWoken([woken(7)], go);
  // Another tab has what is on the device.
  useToldWakeUps.reload();
  tellWoken([woken(8)], go);
  expect(texts()).toEqual([]);
  tellWoken([woken(7, { woken_at: '2026-03-10T08:00:00Z' })], go);
  expect(texts()).toHaveLength(1);
  expect(toastTexts()).toEqual([]);
});

test('the action leads to the ticket', () => {
  const go = vi.fn();
  tellWoken([woken(7, { woken_from: 'reply' })], go);
  expect(texts()).toEqual(['#7 is back: its requester wrote.']);
  useToasts.getState()[0].action?.run();
  expect(go).toHaveBeenCalledWith({ tab: 'tickets', ticket: 7 });
});

test('many are told of together', () => {
  tellWoken(
    [1, 2, 3, 4].map((id) => woken(id)),
    vi.fn(),
  );
  expect(texts()).toEqual(['4 of your tickets are back from a snooze.']);
});

test('what is remembered does not grow for ever', () => {
  for (let day = 0; day < 60; day += 1) {
    tellWoken([woken(1, { woken_at: `${day}` }), woken(2, { woken_at: `${day}` })], vi.fn());
  }
  expect(useToldWakeUps.getState()).toHaveLength(100);
});
