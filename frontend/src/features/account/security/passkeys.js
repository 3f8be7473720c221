/** Conversions between the server's JSON for passkeys and the browser's objects. */

/** @param {string} text base64url */
export function bytesOf(text) {
  const plain = text.replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(plain), (letter) => letter.charCodeAt(0));
}

/** @param {ArrayBuffer} buffer */
export function textOf(buffer) {
  const plain = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return plain.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

export const hasPasskeys = () => typeof PublicKeyCredential === 'function';

/** @param {{ id: string }[]} [list] */
const credentialsOf = (list) => list?.map((entry) => ({ ...entry, id: bytesOf(entry.id) }));

/** @param {any} options */
export function creationOptionsOf(options) {
  if (PublicKeyCredential.parseCreationOptionsFromJSON) {
    return PublicKeyCredential.parseCreationOptionsFromJSON(options);
  }
  const { challenge, user, excludeCredentials } = options;
  return {
    ...options,
    challenge: bytesOf(challenge),
    user: { ...user, id: bytesOf(user.id) },
    excludeCredentials: credentialsOf(excludeCredentials),
  };
}

/** @param {any} options */
export function requestOptionsOf(options) {
  if (PublicKeyCredential.parseRequestOptionsFromJSON) {
    return PublicKeyCredential.parseRequestOptionsFromJSON(options);
  }
  const { challenge, allowCredentials } = options;
  return {
    ...options,
    challenge: bytesOf(challenge),
    allowCredentials: credentialsOf(allowCredentials),
  };
}

const BUFFERS = [
  'clientDataJSON',
  'attestationObject',
  'authenticatorData',
  'signature',
  'userHandle',
];

/** @param {any} credential */
export function jsonOf(credential) {
  if (credential.toJSON) return credential.toJSON();
  const { id, rawId, type, response, authenticatorAttachment } = credential;
  const known = BUFFERS.filter((name) => response[name]);
  return {
    id,
    rawId: textOf(rawId),
    type,
    authenticatorAttachment,
    response: Object.fromEntries(known.map((name) => [name, textOf(response[name])])),
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

/** @param {any} options as the server gives them */
export async function createPasskey(options) {
  const publicKey = creationOptionsOf(options.publicKey);
  return jsonOf(await navigator.credentials.create({ publicKey }));
}

/** @param {any} options as the server gives them */
export async function askPasskey(options) {
  const publicKey = requestOptionsOf(options.publicKey);
  return jsonOf(await navigator.credentials.get({ publicKey }));
}
