import { AxiosError, AxiosHeaders } from 'axios';

import { http } from '../api/http.js';

/** @typedef {{ status: number, data?: unknown } | null} Answer */

/** @type {Answer} */
let answer = null;

/**
 * In the gallery no request leaves the page. It gets no answer, so that what waits is seen
 * waiting, or the refusal that a specimen asks for.
 */
export function keepRequestsHere() {
  http.defaults.adapter = (config) => {
    if (!answer) return new Promise(() => {});
    const { status, data = {} } = answer;
    const headers = new AxiosHeaders();
    const response = { status, data, statusText: '', headers, config };
    return Promise.reject(new AxiosError('', undefined, config, undefined, response));
  };
}

/** @param {Answer} next */
export function answerWith(next) {
  answer = next;
}
