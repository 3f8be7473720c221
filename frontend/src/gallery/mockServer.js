import { AxiosError, AxiosHeaders } from 'axios';

import { http } from '../api/http.js';

/** @typedef {{ status: number, data?: unknown } | null} ErrorResponse */

/** @type {ErrorResponse} */
let errorResponse = null;

/** Keep requests in the page: they stay pending, or fail with the response set by `respondWith`. */
export function mockServer() {
  http.defaults.adapter = (config) => {
    const headers = new AxiosHeaders();
    // Each change waits for it while there is no cookie, also those of the next story.
    if (config.url === 'csrf/') {
      return Promise.resolve({ status: 204, data: '', statusText: '', headers, config });
    }
    if (!errorResponse) return new Promise(() => {});
    const { status, data = {} } = errorResponse;
    const response = { status, data, statusText: '', headers, config };
    return Promise.reject(new AxiosError('', undefined, config, undefined, response));
  };
}

/** @param {ErrorResponse} response null leaves requests pending */
export function respondWith(response) {
  errorResponse = response;
}
