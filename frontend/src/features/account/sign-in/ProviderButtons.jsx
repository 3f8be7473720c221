import KeyRound from 'lucide-react/icons/key-round';
import LogIn from 'lucide-react/icons/log-in';
import { useState } from 'react';

import { connect } from '../../../api/connection.js';
import { csrfToken, nameCsrfCookie } from '../../../api/csrfToken.js';
import { useConfig } from '../../../domain/session/useConfig.js';
import { BASE } from '../../../lib/place.js';
import { hasPasskeys } from '../security/passkeys.js';
import { recordSignIn } from '../sessionGuard.js';
import { signInCopy } from './copy.js';

const REDIRECT = `${BASE}api/auth/browser/v1/auth/provider/redirect`;
const text = signInCopy;

/**
 * Send a form, which no interceptor sees, with the CSRF token of now.
 * @param {HTMLFormElement} form
 */
async function sendForm(form) {
  if (!csrfToken()) {
    // Should it fail, the server's page tells why.
    await connect()
      .then((http) => http.get('csrf/'))
      .then(({ data }) => nameCsrfCookie(data.csrf_cookie))
      .catch(() => {});
  }
  /** @type {HTMLInputElement} */ (form.elements.namedItem('csrfmiddlewaretoken')).value =
    csrfToken();
  form.submit();
}

/**
 * The buttons for signing in with a passkey or an identity provider. If the page behind is to stay,
 * the provider opens in another tab.
 * @param {{ flow: ReturnType<typeof import('./useSignIn.js').useSignIn>, isOverPage: boolean }} props
 */
export function ProviderButtons({ flow: { passkey }, isOverPage }) {
  const { passkeys = false, providers = [] } = useConfig()?.sign_in ?? {};
  const [isAway, setIsAway] = useState(false);
  const showsPasskeys = passkeys && hasPasskeys();
  if (!showsPasskeys && !providers.length) return null;

  /** @param {import('react').FormEvent<HTMLFormElement>} event */
  function leave(event) {
    event.preventDefault();
    void sendForm(event.currentTarget);
    // The provider returns to a new page, which must ask for the account.
    recordSignIn('elsewhere');
    setIsAway(isOverPage);
  }

  return (
    <div className="provider-buttons">
      <p className="provider-buttons-line">
        <span>{text.or}</span>
      </p>
      {showsPasskeys ? (
        <button
          type="button"
          className="button button--large button--soft"
          aria-disabled={passkey.isPending || undefined}
          onClick={() => passkey.send('login')}
        >
          <KeyRound aria-hidden="true" />
          {text.passkey}
        </button>
      ) : null}
      {providers.map(({ id, name }) => (
        <form
          key={id}
          method="post"
          action={REDIRECT}
          target={isOverPage ? '_blank' : undefined}
          onSubmit={leave}
        >
          <input type="hidden" name="provider" value={id} />
          <input type="hidden" name="process" value="login" />
          <input
            type="hidden"
            name="callback_url"
            value={`${window.location.origin}${BASE}?tab=tickets`}
          />
          <input type="hidden" name="csrfmiddlewaretoken" />
          <button type="submit" className="button button--large button--soft">
            <LogIn aria-hidden="true" />
            <bdi>{text.provider(name)}</bdi>
          </button>
        </form>
      ))}
      {passkey.problem ? (
        <p className="alert" role="alert">
          {passkey.problem}
        </p>
      ) : null}
      <p className="hint" role="status">
        {isAway ? text.elsewhere : ''}
      </p>
    </div>
  );
}
