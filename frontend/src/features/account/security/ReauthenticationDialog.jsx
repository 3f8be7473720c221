import { Dialog } from 'radix-ui';
import { useState } from 'react';

import { useReturnFocus } from '../../../ui/hooks/useReturnFocus.js';
import { AccountField } from '../AccountField.jsx';
import { AccountForm } from '../AccountForm.jsx';
import { reauthenticateByCode, reauthenticateByPassword } from '../api.js';
import { accountCopy } from '../copy.js';
import { sendBrowserPasskey } from '../sign-in/useSignIn.js';
import { useAccountRequest } from '../useAccountRequest.js';
import { reauthenticationCopy } from './copy.js';
import { hasPasskeys } from './passkeys.js';

const text = reauthenticationCopy;

/**
 * @param {{ flows: import('../api.js').Flow[], onEnd: (isProven: boolean) => void }} props
 */
export function ReauthenticationDialog({ flows, onEnd }) {
  const returnFocus = useReturnFocus();
  const types = flows.flatMap((flow) => flow.types ?? []);
  const isByPassword = flows.some(({ id }) => id === 'reauthenticate');
  const field = isByPassword ? 'password' : 'code';
  const [value, setValue] = useState('');
  const [isTried, setIsTried] = useState(false);
  const prove = useAccountRequest(
    (/** @type {string} */ given) =>
      isByPassword
        ? reauthenticateByPassword({ password: given })
        : reauthenticateByCode({ code: given }),
    () => onEnd(true),
  );
  const passkey = useAccountRequest(
    () => sendBrowserPasskey('reauthenticate'),
    () => onEnd(true),
  );
  const missing = isTried && !value ? accountCopy.required[field] : undefined;
  const error = missing ?? prove.fieldErrors[field];

  function send() {
    setIsTried(true);
    if (value) prove.send(value);
  }

  return (
    <Dialog.Root open onOpenChange={() => onEnd(false)}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay overlay--top" />
        <Dialog.Content className="dialog dialog--top" onCloseAutoFocus={returnFocus}>
          <Dialog.Title className="dialog-title">{text.title}</Dialog.Title>
          <Dialog.Description className="dialog-text">{text.text}</Dialog.Description>
          <AccountForm
            action={text.action}
            isPending={prove.isPending}
            problem={prove.problem || passkey.problem}
            errors={{ [field]: error }}
            onSend={send}
            beside={
              <Dialog.Close className="button button--large button--quiet">
                {accountCopy.cancel}
              </Dialog.Close>
            }
          >
            <AccountField
              id="proof"
              label={accountCopy.fields[field]}
              value={value}
              error={error}
              onType={setValue}
              input={
                isByPassword
                  ? { type: 'password', autoComplete: 'current-password', dir: 'ltr' }
                  : { autoComplete: 'one-time-code', dir: 'ltr' }
              }
            />
          </AccountForm>
          {types.includes('webauthn') && hasPasskeys() ? (
            <button
              type="button"
              className="button button--large button--soft account-other"
              aria-disabled={passkey.isPending || undefined}
              onClick={() => passkey.send(undefined)}
            >
              {text.passkey}
            </button>
          ) : null}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
