import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { asApiError } from '../../../api/errors.js';
import { useSignInLink } from '../../../domain/session/useSignInLink.js';
import { FRESH_VIEW } from '../../../domain/view/address.js';
import { useView } from '../../../domain/view/useView.js';
import { ErrorState } from '../../../ui/ErrorState.jsx';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { AccountField } from '../AccountField.jsx';
import { AccountForm } from '../AccountForm.jsx';
import { checkKey, outcomeOf, resetPassword } from '../api.js';
import { accountCopy } from '../copy.js';
import { useAccountRequest } from '../useAccountRequest.js';
import { useFinishSignIn } from './useSignIn.js';

const text = accountCopy.choose;

/** The page behind the links of invitations and password resets. */
export function SetPasswordPanel() {
  const { key, isInvitation } = useSignInLink();
  const check = useQuery({
    queryKey: ['account', 'key', key],
    queryFn: () => checkKey(key ?? ''),
    staleTime: Infinity,
  });
  const refusal = check.error && asApiError(check.error);
  return (
    <div className="account-page">
      <div className="glass account-card">
        {check.isPending ? (
          <p role="status" className="dialog-text">
            {text.checking}
          </p>
        ) : null}
        {refusal?.kind === 'invalid' ? <BadLink isInvitation={isInvitation} /> : null}
        {refusal && refusal.kind !== 'invalid' ? (
          <ErrorState
            title={accountCopy.choose.resetTitle}
            text={refusal.message}
            onRetry={() => void check.refetch()}
            level={1}
          />
        ) : null}
        {check.isSuccess ? (
          <ChoosePassword linkKey={key ?? ''} isInvitation={isInvitation} />
        ) : null}
      </div>
    </div>
  );
}

/** @param {{ isInvitation: boolean }} props */
function BadLink({ isInvitation }) {
  const { forget } = useSignInLink();
  const { go } = useView();
  function leave() {
    forget();
    go({ ...FRESH_VIEW, tab: 'tickets' });
  }
  return (
    <div role="alert">
      <h1 className="dialog-title">{text.badLinkTitle}</h1>
      <p className="dialog-text">{isInvitation ? text.badInviteText : text.badLinkText}</p>
      <button type="button" className="button button--primary" onClick={leave}>
        {text.toSignIn}
      </button>
    </div>
  );
}

/** @param {{ linkKey: string, isInvitation: boolean }} props */
function ChoosePassword({ linkKey, isInvitation }) {
  const finish = useFinishSignIn();
  const { forget } = useSignInLink();
  const { go } = useView();
  const [password, setPassword] = useState('');
  const [isShown, setIsShown] = useState(false);
  const [isTried, setIsTried] = useState(false);

  const save = useAccountRequest(
    (/** @type {string} */ given) => resetPassword({ key: linkKey, password: given }),
    async (answer) => {
      showToast({ kind: 'success', text: text.done, key: 'password' });
      forget();
      go({ ...FRESH_VIEW, tab: 'tickets' });
      // A second step, if one is due, follows on the sign-in page.
      if (outcomeOf(answer).isDone) await finish();
    },
  );
  const missing = isTried && !password ? accountCopy.required.newPassword : undefined;
  const error = missing ?? save.fieldErrors.password ?? save.fieldErrors.key;

  function send() {
    setIsTried(true);
    if (password) save.send(password);
  }

  return (
    <>
      <h1 className="dialog-title">{isInvitation ? text.inviteTitle : text.resetTitle}</h1>
      <p className="dialog-text">{isInvitation ? text.inviteText : text.resetText}</p>
      <AccountForm
        action={text.action}
        isPending={save.isPending}
        problem={save.problem}
        errors={{ password: error }}
        onSend={send}
      >
        <AccountField
          id="new-password"
          label={accountCopy.fields.newPassword}
          value={password}
          error={error}
          hint={text.hint}
          onType={setPassword}
          input={{
            type: isShown ? 'text' : 'password',
            name: 'new-password',
            autoComplete: 'new-password',
            dir: 'ltr',
          }}
        />
        <label className="check">
          <input
            type="checkbox"
            checked={isShown}
            onChange={(event) => setIsShown(event.target.checked)}
          />
          {text.show}
        </label>
      </AccountForm>
    </>
  );
}
