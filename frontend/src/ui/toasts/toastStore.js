import { nanoid } from 'nanoid/non-secure';
import { create } from 'zustand';

import { enqueue } from './toastQueue.js';

/** @typedef {import('../../types').Toast} Toast */

/** The toasts that wait or are on screen, the oldest first. */
export const useToasts = create(() => /** @type {Toast[]} */ ([]));

/**
 * Show a message, from anywhere in the product.
 * @param {Omit<Toast, 'id'>} toast
 * @returns {string} the id to dismiss it by
 */
export function showToast(toast) {
  const id = nanoid();
  useToasts.setState((queue) => enqueue(queue, { ...toast, id }), true);
  return id;
}

/** @param {string} id */
export function dismissToast(id) {
  useToasts.setState((queue) => queue.filter((toast) => toast.id !== id), true);
}
