import { errorCopy } from './copy.js';
import { ApiError } from './errors.js';
import { takePrefetched } from './prefetch.js';
import { isAccepted } from './requests.js';

const load = () => import('./http.js');

/** Fetch the HTTP client ahead of use. */
export function preloadClient() {
  load().catch(() => {});
}

/** Return the HTTP client, which is in a chunk of its own. */
export async function connect() {
  try {
    return (await load()).http;
  } catch {
    throw new ApiError('offline', errorCopy.offline);
  }
}

/**
 * Return the answer to a request that reads; one that the page has sent already is not sent again.
 * @param {import('./requests.js').ReadRequest} request
 * @param {AbortSignal} [signal]
 * @returns {Promise<{ status: number, data: any, headers: Record<string, any> }>}
 */
export async function read(request, signal) {
  const prefetched = await takePrefetched(request);
  if (prefetched) return prefetched;
  const { path, params, headers } = request;
  const http = await connect();
  return http.get(path, {
    params,
    headers,
    signal,
    validateStatus: (status) => isAccepted(request, status),
  });
}
