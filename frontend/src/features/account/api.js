import { connect } from '../../api/connection.js';
import { errorCopy } from '../../api/copy.js';
import { ApiError, asApiError } from '../../api/errors.js';
import { passRefusal } from '../../domain/session/proof.js';
import { BASE } from '../../lib/place.js';
import { accountCopy } from './copy.js';

/**
 * @typedef {import('../../domain/session/proof.js').Flow} Flow
 * @typedef {{ status: number, data: any, meta: any }} Answer
 * @typedef {{ type: 'totp' | 'recovery_codes' | 'webauthn', id?: number, name?: string,
 *   created_at: number, last_used_at: number | null, total_code_count?: number,
 *   unused_code_count?: number }} Authenticator
 */

const SIGN_IN = `${BASE}api/auth/browser/v1/`;
const ANSWERS = [400, 401, 404, 409, 410];

/** @param {{ code: string, param?: string, message: string }[]} errors */
function refusalIn(errors) {
  const told = errors.map(({ code, param, message }) => ({
    param,
    text: accountCopy.refusals[code] ?? message,
  }));
  /** @type {Record<string, string>} */
  const fieldErrors = {};
  for (const { param, text } of told) if (param) fieldErrors[param] ??= text;
  const message = told.find(({ param }) => !param)?.text ?? errorCopy.invalid;
  return new ApiError('invalid', message, { status: 400, fieldErrors });
}

/**
 * @param {string} method
 * @param {string} url
 * @param {Partial<import('axios').AxiosRequestConfig>} [options]
 * @returns {Promise<Answer>}
 */
async function ask(method, url, options) {
  const http = await connect();
  const { status, data } = await http.request({
    ...options,
    method,
    url,
    baseURL: SIGN_IN,
    validateStatus: (code) => ANSWERS.includes(code) || (code >= 200 && code < 300),
  });
  if (status === 400) throw refusalIn(data.errors ?? []);
  return { status, data: data.data, meta: data.meta ?? {} };
}

/** @type {typeof ask} what only somebody can ask who is signed in */
async function askSignedIn(method, url, options) {
  const answer = await ask(method, url, options);
  if (answer.status !== 401) return answer;
  await passRefusal(answer);
  return askSignedIn(method, url, options);
}

/**
 * Return whether a sign-in step was the last one.
 * @param {Answer} answer
 * @returns {{ isDone: boolean, types: string[] | null }} `types`: of the second step, if one is due
 */
export function outcomeOf({ status, data }) {
  /** @type {Flow[]} */
  const flows = data?.flows ?? [];
  const second = flows.find(({ id, is_pending: isDue }) => isDue && id === 'mfa_authenticate');
  return { isDone: status === 200, types: second ? (second.types ?? []) : null };
}

/** @param {{ email: string, password: string }} values */
export async function signIn(values) {
  try {
    return await ask('post', 'auth/login', { data: values });
  } catch (error) {
    const { kind, status, retryAfter } = asApiError(error);
    if (kind !== 'too_many') throw error;
    throw new ApiError(kind, accountCopy.lockedOut(retryAfter), { status, retryAfter });
  }
}
/** @param {{ code: string }} values */
export const sendCode = (values) => ask('post', 'auth/2fa/authenticate', { data: values });
export const signOut = () => ask('delete', 'auth/session');
/** @param {{ email: string }} values */
export const requestReset = (values) => ask('post', 'auth/password/request', { data: values });
/** @param {string} key */
export const checkKey = (key) =>
  ask('get', 'auth/password/reset', { headers: { 'X-Password-Reset-Key': key } });
/** @param {{ key: string, password: string }} values */
export const resetPassword = (values) => ask('post', 'auth/password/reset', { data: values });

/** @typedef {'login' | 'authenticate' | 'reauthenticate'} PasskeyUse */

/** @param {PasskeyUse} use */
export const passkeyOptions = async (use) =>
  (await ask('get', `auth/webauthn/${use}`)).data?.request_options;
/** @param {PasskeyUse} use @param {unknown} credential */
export const sendPasskey = (use, credential) =>
  ask('post', `auth/webauthn/${use}`, { data: { credential } });

/** @param {{ password: string }} values */
export const reauthenticateByPassword = (values) =>
  ask('post', 'auth/reauthenticate', { data: values });
/** @param {{ code: string }} values */
export const reauthenticateByCode = (values) =>
  ask('post', 'auth/2fa/reauthenticate', { data: values });

/** @typedef {{ current_password: string, new_password: string }} PasswordChange */

/** @param {PasswordChange} values */
export const changePassword = (values) =>
  askSignedIn('post', 'account/password/change', { data: values });

/** @returns {Promise<Authenticator[]>} */
export const listAuthenticators = async () =>
  (await askSignedIn('get', 'account/authenticators')).data;

/** @returns {Promise<{ secret: string, totp_url: string, totp_svg?: string }>} */
export const beginTotp = async () => (await askSignedIn('get', 'account/authenticators/totp')).meta;
/** @param {{ code: string }} values */
export const activateTotp = (values) =>
  askSignedIn('post', 'account/authenticators/totp', { data: values });
export const deactivateTotp = () => askSignedIn('delete', 'account/authenticators/totp');

/** @returns {Promise<string[]>} none where they were shown before */
export const readCodes = async () =>
  (await askSignedIn('get', 'account/authenticators/recovery-codes')).data?.unused_codes ?? [];
/** @returns {Promise<string[]>} */
export const makeCodes = async () =>
  (await askSignedIn('post', 'account/authenticators/recovery-codes', { data: {} })).data
    .unused_codes;

export const beginPasskey = async () =>
  (await askSignedIn('get', 'account/authenticators/webauthn', { params: { passwordless: '' } }))
    .data.creation_options;
/** @param {{ name: string, credential: unknown }} values @returns {Promise<boolean>} whether recovery codes were made */
export const addPasskey = async (values) =>
  Boolean(
    (
      await askSignedIn('post', 'account/authenticators/webauthn', {
        data: { ...values, passwordless: true },
      })
    ).meta.recovery_codes_generated,
  );
/** @param {number} id */
export const removePasskey = (id) =>
  askSignedIn('delete', 'account/authenticators/webauthn', { data: { authenticators: [id] } });
