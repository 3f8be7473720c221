import { useState } from 'react';

import { cleanAddress } from '../../../lib/text.js';
import { AccountField } from '../AccountField.jsx';
import { AccountForm } from '../AccountForm.jsx';
import { accountCopy } from '../copy.js';
import { forgotCopy } from './copy.js';

const text = forgotCopy;

/**
 * The form that requests a link for choosing a new password.
 * @param {{ flow: ReturnType<typeof import('./useSignIn.js').useSignIn> }} props
 */
export function ForgotStep({ flow }) {
  const { values, type, reset, go } = flow;
  const [isTried, setIsTried] = useState(false);
  const email = cleanAddress(values.email);
  const missing = isTried && !email ? accountCopy.required.email : undefined;
  const error = missing ?? reset.fieldErrors.email;

  function send() {
    setIsTried(true);
    if (email) reset.send({ email });
  }

  return (
    <AccountForm
      action={text.action}
      isPending={reset.isPending}
      problem={reset.problem}
      errors={{ email: error }}
      onSend={send}
      beside={
        <button type="button" className="link-button" onClick={() => go('password')}>
          {text.back}
        </button>
      }
    >
      <AccountField
        id="sign-in-email"
        label={accountCopy.fields.email}
        value={values.email}
        error={error}
        onType={(next) => type({ email: next })}
        input={{ type: 'email', name: 'email', autoComplete: 'username', dir: 'ltr' }}
      />
    </AccountForm>
  );
}
