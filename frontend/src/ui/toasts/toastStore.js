import { useSyncExternalStore } from 'react';
import { nanoid } from 'nanoid/non-secure';

import { createStore } from '../../lib/store.js';
import { enqueue } from './toastQueue.js';

/** @typedef {import('../../types').Toast} Toast */

const queue = createStore(/** @type {Toast[]} */ ([]));

/**
 * Tells the person something, from wherever in the product it happened.
 * @param {Omit<Toast, 'id'>} toast
 * @returns {string} what to dismiss it by
 */
export function showToast(toast) {
  const id = nanoid();
  queue.set(enqueue(queue.get(), { ...toast, id }));
  return id;
}

/** @param {string} id */
export function dismissToast(id) {
  queue.set(queue.get().filter((toast) => toast.id !== id));
}

/** Removes everything there is to say, for a fresh start. */
export function clearToasts() {
  queue.set([]);
}

/** The toasts that wait or are on screen, the oldest first. */
export function useToasts() {
  return useSyncExternalStore(queue.subscribe, queue.get);
}
