import { ago } from '../../../lib/dates.js';
import { useNow } from '../../../ui/hooks/useNow.js';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { removePasskey } from '../api.js';
import { useAccountRequest } from '../useAccountRequest.js';
import { securityCopy } from './copy.js';
import { PasskeyForm } from './PasskeyForm.jsx';
import { hasPasskeys } from './passkeys.js';

const text = securityCopy;

/** @param {number} seconds @param {number} now */
const since = (seconds, now) => ago(new Date(seconds * 1000).toISOString(), now);

/**
 * @param {object} props
 * @param {import('../api.js').Authenticator[]} props.passkeys
 * @param {boolean} props.isLastRequired the only passkey must stay
 * @param {(hasNewCodes: boolean) => void} props.onChange
 */
export function Passkeys({ passkeys, isLastRequired, onChange }) {
  const now = useNow();
  const remove = useAccountRequest(removePasskey, () => {
    showToast({ kind: 'success', text: text.passkeyRemoved });
    onChange(false);
  });
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
                <span>{text.added(since(created, now))}</span>
                <span>{' · '}</span>
                <span>{used ? text.used(since(used, now)) : text.unused}</span>
              </span>
            </div>
            {isLastRequired ? null : (
              <button
                type="button"
                className="button button--small button--soft"
                aria-label={text.removeNamed(known)}
                onClick={() => remove.send(id)}
              >
                {text.remove}
              </button>
            )}
          </li>
        ))}
      </ul>
      {isLastRequired ? <p className="hint">{text.lastIsRequired}</p> : null}
      {remove.problem ? (
        <p className="alert" role="alert">
          {remove.problem}
        </p>
      ) : null}
      {hasPasskeys() ? (
        <PasskeyForm onAdded={onChange} />
      ) : (
        <p className="hint">{text.noSupport}</p>
      )}
    </section>
  );
}
