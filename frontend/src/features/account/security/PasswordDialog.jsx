import { useState } from 'react';

import { showToast } from '../../../ui/toasts/toastStore.js';
import { AccountDialog } from '../AccountDialog.jsx';
import { AccountField } from '../AccountField.jsx';
import { AccountForm } from '../AccountForm.jsx';
import { changePassword } from '../api.js';
import { accountCopy } from '../copy.js';
import { useAccountRequest } from '../useAccountRequest.js';
import { passwordCopy } from './copy.js';
import { Reauthentication } from './Reauthentication.jsx';

const text = passwordCopy;

/** @param {{ onClose: () => void }} props */
export function PasswordDialog({ onClose }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [isTried, setIsTried] = useState(false);
  const save = useAccountRequest(changePassword, () => {
    showToast({ kind: 'success', text: text.done, key: 'password' });
    onClose();
  });
  const missing = isTried && !next ? accountCopy.required.newPassword : undefined;
  const errors = {
    current: save.fieldErrors.current_password,
    next: missing ?? save.fieldErrors.new_password,
  };

  function send() {
    setIsTried(true);
    if (next) save.send({ current_password: current, new_password: next });
  }

  return (
    <AccountDialog title={text.title} onClose={onClose}>
      <AccountForm
        action={text.action}
        isPending={save.isPending}
        problem={save.problem}
        errors={errors}
        onSend={send}
      >
        <AccountField
          id="current-password"
          label={accountCopy.fields.currentPassword}
          value={current}
          error={errors.current}
          onType={setCurrent}
          input={{ type: 'password', autoComplete: 'current-password', dir: 'ltr' }}
        />
        <AccountField
          id="new-password"
          label={accountCopy.fields.newPassword}
          value={next}
          error={errors.next}
          hint={accountCopy.choose.hint}
          onType={setNext}
          input={{ type: 'password', autoComplete: 'new-password', dir: 'ltr' }}
        />
      </AccountForm>
      <Reauthentication />
    </AccountDialog>
  );
}
