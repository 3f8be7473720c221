import { connect } from '../../api/connection.js';
import { errorCopy } from '../../api/copy.js';
import { ApiError } from '../../api/errors.js';
import { createPausedRequests, signedOut } from '../../api/pausedRequests.js';
import { proofCopy } from './proofCopy.js';

/** @typedef {{ id: string, is_pending?: boolean, types?: string[] }} Flow */

/**
 * Requests that the server allows only after the person has confirmed their identity.
 * @type {ReturnType<typeof createPausedRequests<Flow[]>>}
 */
export const reauthentication = createPausedRequests();

/**
 * Return whether to send a request again that was refused with 401: once the person has confirmed
 * their identity, or is signed in again. Raise an error if they did neither.
 * @param {{ data?: any, meta?: any }} refusal
 */
export async function passRefusal({ data, meta }) {
  const isKnown = Boolean(meta?.is_authenticated);
  const isResolved = isKnown
    ? await reauthentication.wait(data?.flows ?? [])
    : await signedOut.wait({ isChange: true });
  if (isResolved) return;
  throw new ApiError('signed_out', isKnown ? proofCopy.notConfirmed : errorCopy.signed_out);
}

/**
 * Ask the product's own API for something that may need a fresh proof of identity.
 * @param {'post' | 'delete'} method
 * @param {string} url
 * @param {unknown} [data]
 * @param {number} [timeout] milliseconds, where it may take longer than others
 * @returns {Promise<any>}
 */
export async function askWithProof(method, url, data, timeout) {
  const http = await connect();
  const answer = await http.request({
    method,
    url,
    data,
    ...(timeout && { timeout }),
    validateStatus: (code) => code === 401 || (code >= 200 && code < 300),
  });
  if (answer.status !== 401) return answer.data;
  await passRefusal(answer.data);
  return askWithProof(method, url, data, timeout);
}
