import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';

import { getAccount } from '../../../api/account.js';
import { ApiError } from '../../../api/errors.js';
import { lacksSecondFactor } from '../../../domain/session/useAccess.js';
import { useSignInLink } from '../../../domain/session/useSignInLink.js';
import { outcomeOf, passkeyOptions, requestReset, sendCode, sendPasskey, signIn } from '../api.js';
import { accountCopy } from '../copy.js';
import { page } from '../reloadPage.js';
import { askPasskey } from '../security/passkeys.js';
import { continueAs, recordSignIn } from '../sessionGuard.js';
import { useAccountRequest } from '../useAccountRequest.js';
import { signInCopy } from './copy.js';

/** @typedef {'password' | 'code' | 'forgot' | 'sent'} Step */

/** @param {string | null} next @returns {string | null} an address of this site, or none */
export function safeAddress(next) {
  if (!next) return null;
  const { origin } = window.location;
  const address = URL.canParse(next, origin) ? new URL(next, origin) : null;
  return address?.origin === origin ? address.href : null;
}

/**
 * Return a function that continues once the server has signed somebody in.
 * @returns {() => Promise<void>}
 */
export function useFinishSignIn() {
  const client = useQueryClient();
  const link = useSignInLink();
  return async () => {
    const account = await getAccount();
    if (!account) throw new ApiError('signed_out', signInCopy.startAgain);
    recordSignIn(account.id);
    const next = safeAddress(link.next);
    if (lacksSecondFactor(account)) {
      // Its setup takes the page's place, and then finishes here.
      continueAs(client, account);
    } else if (next) page.leaveFor(next);
    else {
      link.forget();
      continueAs(client, account);
    }
  };
}

/** @param {import('../api.js').PasskeyUse} use */
export async function sendBrowserPasskey(use) {
  const options = await passkeyOptions(use);
  let credential;
  try {
    credential = await askPasskey(options);
  } catch {
    // The browser has shown the reason, or the person has cancelled.
    throw new ApiError('invalid', accountCopy.passkeyFailed);
  }
  return sendPasskey(use, credential);
}

/** Return the state of the sign-in steps. The typed values stay after every answer. */
export function useSignIn(email = '') {
  const finish = useFinishSignIn();
  const [step, setStep] = useState(/** @type {Step} */ ('password'));
  const [types, setTypes] = useState(/** @type {string[]} */ ([]));
  const [values, setValues] = useState({ email, password: '', code: '' });

  /** @param {import('../api.js').Answer} answer */
  async function nextStep(answer) {
    const { isDone, types: due } = outcomeOf(answer);
    if (due && !isDone) {
      setTypes(due);
      setStep('code');
    } else {
      await finish();
    }
  }

  const password = useAccountRequest(
    async (/** @type {{ email: string, password: string }} */ given) =>
      nextStep(await signIn(given)),
  );
  const code = useAccountRequest(async (/** @type {string} */ given) =>
    nextStep(await sendCode({ code: given })),
  );
  const passkey = useAccountRequest(async (/** @type {'login' | 'authenticate'} */ use) =>
    nextStep(await sendBrowserPasskey(use)),
  );
  const reset = useAccountRequest(requestReset, () => setStep('sent'));

  return {
    step,
    types,
    values,
    /** @param {Partial<typeof values>} changes */
    type: (changes) => setValues((before) => ({ ...before, ...changes })),
    /** @param {Step} next */
    go(next) {
      [password, code, passkey, reset].forEach((ask) => ask.reset());
      setStep(next);
    },
    password,
    code,
    passkey,
    reset,
  };
}
