// @vitest-environment node
import { enqueue, isCrowded, visible } from './toastQueue.js';

/** @typedef {import('../../types').Toast} Toast */

/**
 * @param {string} id
 * @param {Partial<Toast>} [values]
 * @returns {Toast}
 */
const toast = (id, values) => ({ id, kind: 'success', text: id, ...values });

/** @param {Toast[]} queue */
const ids = (queue) => queue.map(({ id }) => id);

test('a new toast waits behind the others', () => {
  expect(ids(enqueue([toast('a')], toast('b')))).toEqual(['a', 'b']);
});

test('a toast takes the place of the earlier one with the same key', () => {
  const queue = [toast('a', { key: 'k' }), toast('b')];
  expect(ids(enqueue(queue, toast('c', { key: 'k' })))).toEqual(['b', 'c']);
});

test('toasts without a key never replace each other', () => {
  expect(ids(enqueue([toast('a')], toast('a')))).toEqual(['a', 'a']);
});

test('the queue that was is left as it was', () => {
  const queue = [toast('a', { key: 'k' })];
  enqueue(queue, toast('b', { key: 'k' }));
  expect(ids(queue)).toEqual(['a']);
});

test('every error is on screen, and only the oldest message', () => {
  const queue = [
    toast('first'),
    toast('error', { kind: 'error' }),
    toast('second'),
    toast('another', { kind: 'error' }),
  ];
  expect(ids(visible(queue))).toEqual(['first', 'error', 'another']);
});

test('news gives way to what one has done oneself, and comes back', () => {
  const news = toast('news', { isNews: true });
  expect(ids(visible([news]))).toEqual(['news']);
  expect(ids(visible([news, toast('done')]))).toEqual(['done']);
  expect(ids(visible([news, toast('e', { kind: 'error' }), toast('done')]))).toEqual(['e', 'done']);
  expect(isCrowded([news, toast('done')])).toBe(false);
  expect(isCrowded([news, toast('done'), toast('another')])).toBe(true);
});

test('only messages wait for each other', () => {
  expect(isCrowded([])).toBe(false);
  expect(isCrowded([toast('a'), toast('e', { kind: 'error' })])).toBe(false);
  expect(isCrowded([toast('a'), toast('b')])).toBe(true);
});
