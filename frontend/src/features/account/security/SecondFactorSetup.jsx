import { useEffect, useRef, useState } from 'react';

import { useShownOnce } from '../../../domain/session/useShownOnce.js';
import { AccountForm } from '../AccountForm.jsx';
import { beginTotp, readCodes } from '../api.js';
import { useFinishSignIn } from '../sign-in/useSignIn.js';
import { useAccountRequest } from '../useAccountRequest.js';
import { requiredCopy, securityCopy } from './copy.js';
import { PasskeyForm } from './PasskeyForm.jsx';
import { hasPasskeys } from './passkeys.js';
import { Reauthentication } from './Reauthentication.jsx';
import { RecoveryCodes } from './RecoveryCodes.jsx';
import { TotpSetup } from './TotpSetup.jsx';

const text = requiredCopy;

/**
 * The setup of a second factor by somebody who must have one: an app or a passkey, and then the
 * recovery codes. After that the person is let in.
 */
export function SecondFactorSetup() {
  const finish = useFinishSignIn();
  const [way, setWay] = useState(/** @type {'app' | 'passkey' | 'done' | null} */ (null));
  const { shown: codes, keep, copied, forget } = useShownOnce('recovery_codes');
  const body = useRef(/** @type {HTMLDivElement | null} */ (null));
  const stage = codes ? 'codes' : way;
  const shownStage = useRef(stage);
  const enter = useAccountRequest(finish);
  const begin = useAccountRequest(beginTotp, () => setWay('app'));
  const read = useAccountRequest(readCodes, (found) => {
    if (found.length) keep(found.join('\n'));
    else enter.send(undefined);
  });

  // What had the focus is gone: the next field or button takes it, but not when the page opens.
  useEffect(() => {
    if (shownStage.current === stage) return;
    shownStage.current = stage;
    const next = body.current?.querySelector('input') ?? body.current?.querySelector('button');
    next?.focus();
  }, [stage]);

  function added() {
    setWay('done');
    read.send(undefined);
  }

  return (
    <div ref={body}>
      {way === null && !codes ? (
        <Ways
          problem={begin.problem}
          onApp={() => begin.send(undefined)}
          onPasskey={() => setWay('passkey')}
        />
      ) : null}
      {way === 'app' && begin.data ? (
        <TotpSetup offer={begin.data} onDone={added} onCancel={() => setWay(null)} />
      ) : null}
      {way === 'passkey' ? (
        <>
          <PasskeyForm onAdded={added} />
          <button
            type="button"
            className="button button--large button--quiet account-other"
            onClick={() => setWay(null)}
          >
            {securityCopy.otherWay}
          </button>
        </>
      ) : null}
      {codes ? (
        <RecoveryCodes
          codes={codes.value}
          onCopied={copied}
          onKept={() => {
            forget();
            enter.send(undefined);
          }}
        />
      ) : null}
      {way === 'done' && !codes ? (
        // Seen for a moment, or for longer if the connection is lost.
        <AccountForm
          action={text.goOn}
          isPending={read.isPending || enter.isPending}
          problem={read.problem || enter.problem}
          errors={{}}
          onSend={() => (read.isDone ? enter.send(undefined) : read.send(undefined))}
        >
          <p className="dialog-text" role="status">
            {text.done}
          </p>
        </AccountForm>
      ) : null}
      <Reauthentication />
    </div>
  );
}

/** @param {{ problem: string, onApp: () => void, onPasskey: () => void }} props */
function Ways({ problem, onApp, onPasskey }) {
  return (
    <>
      <section className="account-section" aria-labelledby="way-app">
        <div className="account-row account-way">
          <div className="account-list-text">
            <h2 id="way-app" className="label">
              {securityCopy.app}
            </h2>
            <span className="hint">{text.appText}</span>
          </div>
          <button type="button" className="button button--soft" onClick={onApp}>
            {text.use.app}
          </button>
        </div>
      </section>
      <section className="account-section" aria-labelledby="way-passkey">
        <div className="account-row account-way">
          <div className="account-list-text">
            <h2 id="way-passkey" className="label">
              {securityCopy.passkey}
            </h2>
            <span className="hint">
              {hasPasskeys() ? text.passkeyText : securityCopy.noSupport}
            </span>
          </div>
          {hasPasskeys() ? (
            <button type="button" className="button button--soft" onClick={onPasskey}>
              {text.use.passkey}
            </button>
          ) : null}
        </div>
      </section>
      {problem ? (
        <p className="alert" role="alert">
          {problem}
        </p>
      ) : null}
    </>
  );
}
