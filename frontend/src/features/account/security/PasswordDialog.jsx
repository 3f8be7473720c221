import { useEffect, useRef, useState } from 'react';

import { showToast } from '../../../ui/toasts/toastStore.js';
import { AccountDialog } from '../AccountDialog.jsx';
import { AccountField } from '../AccountField.jsx';
import { AccountForm } from '../AccountForm.jsx';
import { changePassword } from '../api.js';
import { accountCopy } from '../copy.js';
import { listTokens, revokeAllTokens } from '../tokens/api.js';
import { useAccountRequest } from '../useAccountRequest.js';
import { passwordCopy } from './copy.js';
import { Reauthentication } from './Reauthentication.jsx';

const text = passwordCopy;

/** @typedef {import('../api.js').PasswordChange} PasswordChange */

/** @param {PasswordChange} values @returns {Promise<number>} how many API tokens still work */
async function change(values) {
  await changePassword(values);
  // The password is changed, whatever becomes of this.
  const tokens = await listTokens().catch(() => []);
  return tokens.filter(({ expires_at: end }) => Date.parse(end) > Date.now()).length;
}

/**
 * The change of one's password, and then the offer to revoke the API tokens, which outlast it.
 * @param {{ onClose: () => void }} props
 */
export function PasswordDialog({ onClose }) {
  const [tokens, setTokens] = useState(0);

  /** @param {string} words */
  function finish(words) {
    showToast({ kind: 'success', text: words, key: 'password' });
    onClose();
  }

  return (
    <AccountDialog title={text.title} onClose={onClose}>
      {tokens ? (
        <TokensOffer count={tokens} onKeep={onClose} onRevoked={() => finish(text.revoked)} />
      ) : (
        <ChangeForm onChanged={(count) => (count ? setTokens(count) : finish(text.done))} />
      )}
      <Reauthentication />
    </AccountDialog>
  );
}

/** @param {{ count: number, onKeep: () => void, onRevoked: () => void }} props */
function TokensOffer({ count, onKeep, onRevoked }) {
  const revoke = useAccountRequest(revokeAllTokens, onRevoked);
  const words = useRef(/** @type {HTMLDivElement | null} */ (null));
  // The form that had the focus is gone.
  useEffect(() => words.current?.focus(), []);
  return (
    <AccountForm
      action={text.revoke}
      isPending={revoke.isPending}
      problem={revoke.problem}
      errors={{}}
      onSend={() => revoke.send(undefined)}
      beside={
        <button type="button" className="button button--large button--quiet" onClick={onKeep}>
          {text.keep}
        </button>
      }
    >
      <div tabIndex={-1} ref={words}>
        <p>{text.done}</p>
        <p className="dialog-text">{text.offer(count)}</p>
      </div>
    </AccountForm>
  );
}

/** @param {{ onChanged: (tokens: number) => void }} props */
function ChangeForm({ onChanged }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [isTried, setIsTried] = useState(false);
  const save = useAccountRequest(change, onChanged);
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
  );
}
