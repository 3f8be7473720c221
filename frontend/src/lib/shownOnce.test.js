import { blockStorage } from '../test/browser.js';
import {
  forgetAllShownOnce,
  forgetOfOthers,
  forgetShownOnce,
  keepShownOnce,
  markCopied,
  reloadShownOnce,
  useShownOnceItems,
} from './shownOnce.js';

const MINUTE = 60_000;
const kept = () => Object.keys(useShownOnceItems.getState());
const told = { value: 'secret-value', about: '#12', owner: 7 };

test('survives a reload, in this tab alone', () => {
  keepShownOnce('api_token', told);
  reloadShownOnce();
  expect(useShownOnceItems.getState().api_token).toMatchObject({ ...told, isCopied: false });
  expect(JSON.stringify({ ...localStorage })).not.toContain('secret-value');
  expect(window.location.href).not.toContain('secret-value');
});

test('is gone without a trace once it is forgotten', () => {
  keepShownOnce('api_token', told);
  keepShownOnce('private_link', told);
  forgetShownOnce('api_token');
  expect(kept()).toEqual(['private_link']);
  forgetAllShownOnce();
  expect(sessionStorage).toHaveLength(0);
});

test('is nobody else’s', () => {
  keepShownOnce('api_token', told);
  keepShownOnce('private_link', { ...told, owner: null });
  keepShownOnce('recovery_codes', { ...told, owner: 8 });
  forgetOfOthers(8);
  expect(kept()).toEqual(['recovery_codes']);
});

test('is kept for half an hour, also by a page that is left open or loaded again', () => {
  vi.useFakeTimers();
  keepShownOnce('api_token', told);
  vi.advanceTimersByTime(20 * MINUTE);
  keepShownOnce('private_link', told);
  reloadShownOnce();
  expect(kept()).toEqual(['api_token', 'private_link']);
  vi.advanceTimersByTime(11 * MINUTE);
  expect(kept()).toEqual(['private_link']);
  vi.setSystemTime(Date.now() + 20 * MINUTE);
  reloadShownOnce();
  expect(kept()).toEqual([]);
});

test('is forgotten in time by the page that a reload has made', async () => {
  keepShownOnce('api_token', told);
  const stored = sessionStorage.getItem('tf.once') ?? '';
  forgetAllShownOnce();
  vi.useFakeTimers();
  sessionStorage.setItem('tf.once', stored);
  vi.resetModules();
  const reloaded = await import('./shownOnce.js');
  expect(reloaded.useShownOnceItems.getState()).toHaveProperty('api_token');
  vi.advanceTimersByTime(31 * MINUTE);
  expect(reloaded.useShownOnceItems.getState()).toEqual({});
  expect(sessionStorage).toHaveLength(0);
});

test('a copy is noted, of what is there', () => {
  markCopied('api_token');
  expect(kept()).toEqual([]);
  keepShownOnce('api_token', told);
  markCopied('api_token');
  expect(useShownOnceItems.getState().api_token?.isCopied).toBe(true);
});

test('a page that comes back as it was left knows what has been forgotten since', () => {
  keepShownOnce('api_token', told);
  sessionStorage.clear();
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }));
  expect(kept()).toEqual(['api_token']);
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  expect(kept()).toEqual([]);
});

test('what is damaged is nothing', () => {
  const at = Date.now();
  for (const stored of ['{', '[]', 'null', JSON.stringify({ api_token: { value: 1, at } })]) {
    sessionStorage.setItem('tf.once', stored);
    reloadShownOnce();
    expect(kept()).toEqual([]);
  }
});

test('where nothing can be stored it is kept by the page', () => {
  blockStorage();
  keepShownOnce('api_token', told);
  expect(kept()).toEqual(['api_token']);
});
