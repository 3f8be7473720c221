import axios from 'axios';

import { errorCopy } from './copy.js';
import { CSRF_COOKIE, csrfToken } from './csrfToken.js';
import { ApiError, asApiError } from './errors.js';
import { secondFactorMissing, signedOut } from './pausedRequests.js';

/** @typedef {import('./errors.js').ErrorKind} ErrorKind */

const TIMEOUT = 15_000;
const TIMEOUT_CODES = ['ECONNABORTED', 'ETIMEDOUT'];

/** @type {Record<number, ErrorKind>} */
const KIND_BY_STATUS = {
  400: 'invalid',
  401: 'signed_out',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  412: 'conflict',
  413: 'too_large',
  422: 'invalid',
  429: 'too_many',
};

/**
 * Return the first reason for each field; a bare `detail` is about the whole request.
 * @param {unknown} data
 * @returns {Record<string, string>}
 */
function fieldErrorsIn(data) {
  if (!data || typeof data !== 'object') return {};
  return Object.fromEntries(
    Object.entries(data)
      .map(([field, reasons]) => [field, Array.isArray(reasons) ? reasons[0] : reasons])
      .filter(([field, reason]) => field !== 'detail' && reason !== undefined)
      .map(([field, reason]) => [field, String(reason)]),
  );
}

/**
 * @param {ErrorKind} kind
 * @param {number | null} retryAfter
 * @param {string} [code] the server's name for its reason
 */
function messageFor(kind, retryAfter, code) {
  if (code === 'csrf_failed' || code === 'second_factor_required') return errorCopy[code];
  if (kind === 'too_many') return errorCopy.too_many(retryAfter);
  return kind === 'cancelled' ? '' : errorCopy[kind];
}

/**
 * @param {unknown} error any error that axios threw
 * @returns {ApiError}
 */
function fromAxios(error) {
  if (axios.isCancel(error)) return new ApiError('cancelled', '');
  if (!axios.isAxiosError(error)) return asApiError(error);
  if (!error.response) {
    const kind = TIMEOUT_CODES.includes(error.code ?? '') ? 'timeout' : 'offline';
    return new ApiError(kind, errorCopy[kind]);
  }
  const { status, data, headers } = error.response;
  const kind = KIND_BY_STATUS[status] ?? 'server';
  const seconds = Number(headers['retry-after']);
  const retryAfter = seconds > 0 ? seconds : null;
  return new ApiError(kind, messageFor(kind, retryAfter, data?.code), {
    status,
    retryAfter,
    fieldErrors: status === 400 ? fieldErrorsIn(data) : {},
  });
}

/** The only client of the server. URLs are relative: the SPA and the API share their origin. */
export const http = axios.create({
  baseURL: '/api/',
  timeout: TIMEOUT,
  headers: { Accept: 'application/json' },
  xsrfCookieName: CSRF_COOKIE,
  xsrfHeaderName: 'X-CSRFToken',
});

/** @type {Promise<unknown> | null} */
let fetchingCookie = null;

/**
 * Have the server set the CSRF cookie; changes at once share one request. Should it fail, the change
 * itself tells why.
 */
function fetchCsrfCookie() {
  fetchingCookie ??= http
    .get('csrf/')
    .catch(() => {})
    .finally(() => {
      fetchingCookie = null;
    });
  return fetchingCookie;
}

/** @param {{ method?: string }} config */
const isChange = ({ method }) => method !== 'get';

http.interceptors.request.use(
  async (config) => {
    await fetchCsrfCookie();
    return config;
  },
  null,
  { runWhen: (config) => isChange(config) && !csrfToken() },
);

const UNAUTHORIZED = 401;

/** @typedef {import('axios').InternalAxiosRequestConfig & { hasNewToken?: boolean }} SentRequest */

/**
 * Return whether to send a refused request again: once the person is signed in again or has a second
 * factor, so that their changes meanwhile are not lost, or with a new CSRF token. The server refused
 * it before it did anything.
 * @param {SentRequest} config
 * @param {import('axios').AxiosResponse} response
 */
async function isResolved(config, { status, data }) {
  if (status === UNAUTHORIZED) return signedOut.wait({ isChange: isChange(config) });
  if (data?.code === 'second_factor_required') {
    return secondFactorMissing.wait({ isChange: isChange(config) });
  }
  if (data?.code !== 'csrf_failed' || config.hasNewToken) return false;
  config.hasNewToken = true;
  await fetchCsrfCookie();
  return true;
}

/** @param {unknown} error */
async function repeatOrFail(error) {
  if (axios.isAxiosError(error) && error.config && error.response) {
    if (await isResolved(error.config, error.response)) return http.request(error.config);
  }
  throw fromAxios(error);
}

http.interceptors.response.use(undefined, repeatOrFail);
