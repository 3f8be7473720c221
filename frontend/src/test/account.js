import { http, HttpResponse } from 'msw';

import { server } from './server.js';

/** @typedef {import('../types').Account} Account */

const AUTH = '/api/auth/browser/v1';

/** @param {() => Account | null} account who is signed in at the time */
export function serveAccount(account) {
  server.use(
    http.get('/api/account/', () => {
      const found = account();
      return found ? HttpResponse.json(found) : HttpResponse.json({}, { status: 401 });
    }),
  );
}

export const NEEDS_PROOF = {
  status: 401,
  data: { flows: [{ id: 'reauthenticate' }] },
  meta: { is_authenticated: true },
};

/**
 * Take a password as a proof of identity.
 * @param {string} password
 * @returns {{ isProven: boolean }} a record of it
 */
export function serveProof(password) {
  const record = { isProven: false };
  server.use(
    http.post(`${AUTH}/auth/reauthenticate`, async ({ request }) => {
      const given = /** @type {{ password: string }} */ (await request.json());
      record.isProven = given.password === password;
      return record.isProven
        ? HttpResponse.json({ status: 200, data: {}, meta: { is_authenticated: true } })
        : HttpResponse.json(
            {
              status: 400,
              errors: [{ code: 'incorrect_password', param: 'password', message: 'No.' }],
            },
            { status: 400 },
          );
    }),
  );
  return record;
}
