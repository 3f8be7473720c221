import { useState } from 'react';

import { AccountField } from '../AccountField.jsx';
import { AccountForm } from '../AccountForm.jsx';
import { accountCopy } from '../copy.js';
import { hasPasskeys } from '../security/passkeys.js';
import { codeCopy } from './copy.js';

const text = codeCopy;

/**
 * The second step of signing in.
 * @param {{ flow: ReturnType<typeof import('./useSignIn.js').useSignIn> }} props
 */
export function CodeStep({ flow }) {
  const { values, types, type, code, passkey, go } = flow;
  const [isTried, setIsTried] = useState(false);
  const given = values.code.replaceAll(/\s/g, '');
  const missing = isTried && !given ? accountCopy.required.code : undefined;
  const error = missing ?? code.fieldErrors.code;

  function send() {
    setIsTried(true);
    if (given) code.send(given);
  }

  return (
    <>
      <AccountForm
        action={text.action}
        isPending={code.isPending}
        problem={code.problem || passkey.problem}
        errors={{ code: error }}
        onSend={send}
        beside={
          <button type="button" className="link-button" onClick={() => go('password')}>
            {text.back}
          </button>
        }
      >
        <AccountField
          id="sign-in-code"
          label={accountCopy.fields.code}
          value={values.code}
          error={error}
          onType={(next) => type({ code: next })}
          input={{ autoComplete: 'one-time-code', dir: 'ltr' }}
        />
      </AccountForm>
      {types.includes('webauthn') && hasPasskeys() ? (
        <button
          type="button"
          className="button button--large button--soft account-other"
          aria-disabled={passkey.isPending || undefined}
          onClick={() => passkey.send('authenticate')}
        >
          {text.passkey}
        </button>
      ) : null}
    </>
  );
}
