import { useState } from 'react';

import { cleanAddress } from '../../../lib/text.js';
import { AccountField } from '../AccountField.jsx';
import { AccountForm } from '../AccountForm.jsx';
import { accountCopy } from '../copy.js';
import { signInCopy } from './copy.js';

const text = signInCopy;

/** @param {{ flow: ReturnType<typeof import('./useSignIn.js').useSignIn> }} props */
export function PasswordStep({ flow }) {
  const { values, type, password, go } = flow;
  const [isTried, setIsTried] = useState(false);
  const missing = {
    email: cleanAddress(values.email) ? undefined : accountCopy.required.email,
    password: values.password ? undefined : accountCopy.required.password,
  };
  const errors = { ...password.fieldErrors, ...(isTried ? known(missing) : {}) };

  function send() {
    setIsTried(true);
    if (missing.email || missing.password) return;
    password.send({ email: cleanAddress(values.email), password: values.password });
  }

  return (
    <AccountForm
      action={text.action}
      isPending={password.isPending}
      problem={password.problem}
      errors={errors}
      onSend={send}
      beside={
        <button type="button" className="link-button" onClick={() => go('forgot')}>
          {text.forgot}
        </button>
      }
    >
      <AccountField
        id="sign-in-email"
        label={accountCopy.fields.email}
        value={values.email}
        error={errors.email}
        onType={(email) => type({ email })}
        input={{ type: 'email', name: 'email', autoComplete: 'username webauthn', dir: 'ltr' }}
      />
      <AccountField
        id="sign-in-password"
        label={accountCopy.fields.password}
        value={values.password}
        error={errors.password}
        onType={(next) => type({ password: next })}
        input={{ type: 'password', name: 'password', autoComplete: 'current-password', dir: 'ltr' }}
      />
    </AccountForm>
  );
}

/** @param {Record<string, string | undefined>} errors */
function known(errors) {
  return Object.fromEntries(Object.entries(errors).filter(([, error]) => error));
}
