import { useState } from 'react';

import { ApiError } from '../../../api/errors.js';
import { ago } from '../../../lib/dates.js';
import { useNow } from '../../../ui/hooks/useNow.js';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { AccountField } from '../AccountField.jsx';
import { AccountForm } from '../AccountForm.jsx';
import { addPasskey, beginPasskey, removePasskey } from '../api.js';
import { accountCopy } from '../copy.js';
import { useAccountRequest } from '../useAccountRequest.js';
import { securityCopy } from './copy.js';
import { createPasskey, hasPasskeys } from './passkeys.js';

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

/** @param {number} seconds @param {number} now */
const since = (seconds, now) => ago(new Date(seconds * 1000).toISOString(), now);

/**
 * @param {object} props
 * @param {import('../api.js').Authenticator[]} props.passkeys
 * @param {(hasNewCodes: boolean) => void} props.onChange
 */
export function Passkeys({ passkeys, onChange }) {
  const now = useNow();
  const [name, setName] = useState('');
  const [isTried, setIsTried] = useState(false);
  const add = useAccountRequest(make, (hasCodes) => {
    setName('');
    setIsTried(false);
    showToast({ kind: 'success', text: text.passkeyAdded });
    onChange(hasCodes);
  });
  const remove = useAccountRequest(removePasskey, () => {
    showToast({ kind: 'success', text: text.passkeyRemoved });
    onChange(false);
  });
  const missing = isTried && !name.trim() ? text.passkeyNameMissing : undefined;

  function send() {
    setIsTried(true);
    if (name.trim()) add.send(name.trim());
  }

  return (
    <section className="account-section" aria-labelledby="passkeys-heading">
      <h3 id="passkeys-heading" className="label">
        {text.passkeys}
      </h3>
      {passkeys.length ? null : <p className="hint">{text.noPasskeys}</p>}
      <ul className="account-list">
        {passkeys.map(({ id = 0, name: known = '', created_at: created, last_used_at: used }) => (
          <li key={id}>
            <div className="account-list-text">
              <bdi>{known}</bdi>
              <span className="hint">
                {text.added(since(created, now))}
                {' · '}
                {used ? text.used(since(used, now)) : text.unused}
              </span>
            </div>
            <button
              type="button"
              className="button button--small button--soft"
              aria-label={text.removeNamed(known)}
              onClick={() => remove.send(id)}
            >
              {text.remove}
            </button>
          </li>
        ))}
      </ul>
      {hasPasskeys() ? (
        <AccountForm
          action={text.addPasskey}
          isPending={add.isPending}
          problem={add.problem || remove.problem}
          errors={{ name: missing ?? add.fieldErrors.name }}
          onSend={send}
        >
          <AccountField
            id="passkey-name"
            label={text.passkeyName}
            value={name}
            error={missing ?? add.fieldErrors.name}
            hint={text.passkeyNameHint}
            onType={setName}
            input={{ dir: name ? 'auto' : undefined, maxLength: 100 }}
          />
        </AccountForm>
      ) : (
        <p className="hint">{text.noSupport}</p>
      )}
    </section>
  );
}
