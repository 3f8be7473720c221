import { errorCopy } from './copy.js';

/** @typedef {'cancelled' | 'offline' | 'timeout' | 'invalid' | 'signed_out' | 'forbidden' | 'not_found' | 'conflict' | 'too_large' | 'too_many' | 'server'} ErrorKind */

/** A failed request, in one shape for every cause. */
export class ApiError extends Error {
  /**
   * @param {ErrorKind} kind
   * @param {string} message for a person
   * @param {{ status?: number, fieldErrors?: Record<string, string>, retryAfter?: number | null }} [details]
   */
  constructor(kind, message, { status = 0, fieldErrors = {}, retryAfter = null } = {}) {
    super(message);
    this.name = 'ApiError';
    this.kind = kind;
    this.status = status;
    this.fieldErrors = fieldErrors;
    this.retryAfter = retryAfter;
  }
}

/**
 * @param {unknown} error any error of a request
 * @returns {ApiError}
 */
export function asApiError(error) {
  return error instanceof ApiError ? error : new ApiError('server', errorCopy.server);
}
