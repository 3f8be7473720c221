import { FRESH_VIEW } from '../../../domain/view/address.js';
import { ViewLink } from '../../../domain/view/ViewLink.jsx';
import { signInCopy } from './copy.js';
import { SignIn } from './SignIn.jsx';

const text = signInCopy;

/** Signing in, in place of a tab that needs it. */
export function SignInPanel() {
  return (
    <div className="account-page">
      <div className="glass account-card">
        <SignIn
          first={text}
          head={({ title, text: lede }) => (
            <div role="status">
              <h1 className="dialog-title">{title}</h1>
              <p className="dialog-text">{lede}</p>
            </div>
          )}
        />
        <ViewLink className="account-exit" to={FRESH_VIEW}>
          {text.submit}
        </ViewLink>
      </div>
    </div>
  );
}
