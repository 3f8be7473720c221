import axios from 'axios';

import { errorCopy } from './copy.js';
import { BASE } from '../lib/place.js';
import { csrfToken, nameCsrfCookie } from './csrfToken.js';
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

const WHOLE = ['detail', 'code'];

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
      .filter(([field, reason]) => !WHOLE.includes(field) && reason !== undefined)
      .map(([field, reason]) => [field, String(reason)]),
  );
}

const MAX_DETAIL = 800;

/**
 * Return the server's own words about the whole request; empty if it has none.
 * @param {unknown} data
 */
function detailIn(data) {
  const { detail = '' } = /** @type {{ detail?: unknown }} */ (Object(data));
  return typeof detail === 'string' ? detail.slice(0, MAX_DETAIL) : '';
}

/**
 * Return the words for a refusal. Of why something is not allowed, or not taken at this
 * address, only the server knows.
 * @param {ErrorKind} kind
 * @param {number | null} retryAfter
 * @param {any} data
 */
function messageFor(kind, retryAfter, data) {
  if (data?.code === 'second_factor_required') return errorCopy.second_factor_required;
  if (data?.code === 'csrf_failed' && !csrfToken()) return errorCopy.csrf_failed;
  if (kind === 'too_many') return errorCopy.too_many(retryAfter);
  if (kind === 'forbidden' || data?.code === 'wrong_address') {
    return detailIn(data) || errorCopy[/** @type {'forbidden'} */ (kind)];
  }
  return kind === 'cancelled' ? '' : errorCopy[kind];
}

/**
 * Return whether something else than our server, which answers programs in JSON, has answered.
 * @param {import('axios').AxiosResponse} response
 */
const isForeign = ({ headers }) => /^text\/html/i.test(String(headers['content-type'] ?? ''));

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
  if (isForeign(error.response) && status < 500) {
    return new ApiError('server', errorCopy.foreign, { status });
  }
  const kind = KIND_BY_STATUS[status] ?? 'server';
  const seconds = Number(headers['retry-after']);
  const retryAfter = seconds > 0 ? seconds : null;
  return new ApiError(kind, messageFor(kind, retryAfter, data), {
    status,
    retryAfter,
    fieldErrors: status === 400 ? fieldErrorsIn(data) : {},
  });
}

/** The only client of the server. URLs are relative: the SPA and the API share their origin. */
export const http = axios.create({
  baseURL: `${BASE}api/`,
  timeout: TIMEOUT,
  headers: { Accept: 'application/json' },
  // The cookie's name is known later: an interceptor adds the token.
  xsrfCookieName: '',
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
    .then(({ data }) => nameCsrfCookie(data.csrf_cookie))
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
    if (!csrfToken()) await fetchCsrfCookie();
    config.headers.set('X-CSRFToken', csrfToken() || null);
    return config;
  },
  null,
  { runWhen: isChange },
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

http.interceptors.response.use((response) => {
  // A proxy that does not know our path answers with a page of its own.
  if (isForeign(response)) throw new ApiError('server', errorCopy.foreign);
  return response;
}, repeatOrFail);
