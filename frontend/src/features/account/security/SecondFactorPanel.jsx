import { signOutHere } from '../signOutHere.js';
import { requiredCopy } from './copy.js';
import { SecondFactorSetup } from './SecondFactorSetup.jsx';

const text = requiredCopy;

/** The setup of a required second factor, in place of every tab. */
export function SecondFactorPanel() {
  return (
    <div className="account-page">
      <div className="glass account-card">
        <div role="status">
          <h1 className="dialog-title">{text.title}</h1>
          <p className="dialog-text">{text.text}</p>
        </div>
        <SecondFactorSetup />
        <button
          type="button"
          className="link-button account-exit"
          onClick={() => void signOutHere()}
        >
          {text.signOut}
        </button>
      </div>
    </div>
  );
}
