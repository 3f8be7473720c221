import { useState } from 'react';

import { ApiError } from '../../../api/errors.js';
import { cleanName } from '../../../lib/text.js';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { AccountField } from '../AccountField.jsx';
import { AccountForm } from '../AccountForm.jsx';
import { addPasskey, beginPasskey } from '../api.js';
import { accountCopy } from '../copy.js';
import { useAccountRequest } from '../useAccountRequest.js';
import { securityCopy } from './copy.js';
import { createPasskey } from './passkeys.js';

const text = securityCopy;

/** @param {string} name @returns {Promise<boolean>} whether recovery codes were made */
async function make(name) {
  const options = await beginPasskey();
  let credential;
  try {
    credential = await createPasskey(options);
  } catch {
    throw new ApiError('invalid', accountCopy.passkeyFailed);
  }
  return addPasskey({ name, credential });
}

/**
 * The form that adds a passkey.
 * @param {{ onAdded: (hasNewCodes: boolean) => void }} props
 */
export function PasskeyForm({ onAdded }) {
  const [name, setName] = useState('');
  const [isTried, setIsTried] = useState(false);
  const add = useAccountRequest(make, (hasCodes) => {
    setName('');
    setIsTried(false);
    showToast({ kind: 'success', text: text.passkeyAdded });
    onAdded(hasCodes);
  });
  const missing = isTried && !cleanName(name) ? text.passkeyNameMissing : undefined;
  const error = missing ?? add.fieldErrors.name;

  function send() {
    setIsTried(true);
    if (cleanName(name)) add.send(cleanName(name));
  }

  return (
    <AccountForm
      action={text.addPasskey}
      isPending={add.isPending}
      problem={add.problem}
      errors={{ name: error }}
      onSend={send}
    >
      <AccountField
        id="passkey-name"
        label={text.passkeyName}
        value={name}
        error={error}
        hint={text.passkeyNameHint}
        onType={setName}
        input={{ dir: name ? 'auto' : undefined, maxLength: 100 }}
      />
    </AccountForm>
  );
}
