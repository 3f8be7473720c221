import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { useAccount } from '../../../domain/session/useAccess.js';
import { useShownOnce } from '../../../domain/session/useShownOnce.js';
import { ErrorState } from '../../../ui/ErrorState.jsx';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { AccountDialog } from '../AccountDialog.jsx';
import { beginTotp, deactivateTotp, listAuthenticators, makeCodes, readCodes } from '../api.js';
import { useAccountRequest } from '../useAccountRequest.js';
import { securityCopy } from './copy.js';
import { Passkeys } from './Passkeys.jsx';
import { Reauthentication } from './Reauthentication.jsx';
import { RecoveryCodes } from './RecoveryCodes.jsx';
import { TotpSetup } from './TotpSetup.jsx';

const text = securityCopy;

/** @typedef {import('../api.js').Authenticator} Authenticator */

export const AUTHENTICATORS = ['account', 'authenticators'];

/**
 * The settings of the second sign-in step.
 * @param {{ onClose: () => void }} props
 */
export function SecurityDialog({ onClose }) {
  const query = useQuery({ queryKey: AUTHENTICATORS, queryFn: listAuthenticators, staleTime: 0 });
  return (
    <AccountDialog title={text.title} text={text.text} onClose={onClose}>
      {query.isPending ? (
        <p className="hint" role="status">
          {text.loading}
        </p>
      ) : null}
      {!query.data && query.error ? (
        <ErrorState
          title={text.title}
          text={query.error.message}
          onRetry={() => void query.refetch()}
          level={3}
        />
      ) : null}
      {query.data ? <Content authenticators={query.data} /> : null}
      <Reauthentication />
    </AccountDialog>
  );
}

/** @param {{ authenticators: Authenticator[] }} props */
function Content({ authenticators }) {
  const client = useQueryClient();
  const [offer, setOffer] = useState(
    /** @type {Awaited<ReturnType<typeof beginTotp>> | null} */ (null),
  );
  const { shown: codes, keep, copied, forget } = useShownOnce('recovery_codes');
  const totp = authenticators.find(({ type }) => type === 'totp');
  const kept = authenticators.find(({ type }) => type === 'recovery_codes');
  const passkeys = authenticators.filter(({ type }) => type === 'webauthn');
  const isRequired = Boolean(useAccount()?.second_factor?.is_required);
  const isLastRequired = isRequired && passkeys.length + (totp ? 1 : 0) === 1;

  const refresh = () => void client.invalidateQueries({ queryKey: AUTHENTICATORS });
  const show = useAccountRequest(readCodes, (found) => {
    if (found.length) keep(found.join('\n'));
  });
  /** @param {boolean} hasNewCodes */
  function changed(hasNewCodes) {
    refresh();
    if (hasNewCodes) show.send(undefined);
  }

  const begin = useAccountRequest(beginTotp, setOffer);
  const stop = useAccountRequest(deactivateTotp, () => {
    showToast({ kind: 'success', text: text.appIsOff });
    refresh();
  });
  const renew = useAccountRequest(makeCodes, (made) => {
    keep(made.join('\n'));
    refresh();
  });

  function turnedOn() {
    setOffer(null);
    showToast({ kind: 'success', text: text.appIsOn });
    changed(!kept);
  }

  const problem = begin.problem || stop.problem || renew.problem || show.problem;
  return (
    <>
      {codes ? <RecoveryCodes codes={codes.value} onCopied={copied} onKept={forget} /> : null}
      <section className="account-section" aria-labelledby="app-heading">
        <div className="account-row">
          <h3 id="app-heading" className="label">
            {text.app}
          </h3>
          <span className="hint">{totp ? text.appOn : text.appOff}</span>
          {totp && !isLastRequired ? (
            <button
              type="button"
              className="button button--small button--soft"
              onClick={() => stop.send(undefined)}
            >
              {text.turnOff}
            </button>
          ) : null}
          {totp || offer ? null : (
            <button
              type="button"
              className="button button--small button--soft"
              onClick={() => begin.send(undefined)}
            >
              {text.setUp}
            </button>
          )}
        </div>
        {totp && isLastRequired ? <p className="hint">{text.lastIsRequired}</p> : null}
        {offer && !totp ? (
          <TotpSetup offer={offer} onDone={turnedOn} onCancel={() => setOffer(null)} />
        ) : null}
      </section>
      {kept ? (
        <section className="account-section" aria-labelledby="codes-heading">
          <div className="account-row">
            <h3 id="codes-heading" className="label">
              {text.codes}
            </h3>
            <span className="hint">
              {text.codesLeft(kept.unused_code_count ?? 0, kept.total_code_count ?? 0)}
            </span>
            <button
              type="button"
              className="button button--small button--soft"
              onClick={() => renew.send(undefined)}
            >
              {text.newCodes}
            </button>
          </div>
        </section>
      ) : null}
      {problem ? (
        <p className="alert" role="alert">
          {problem}
        </p>
      ) : null}
      <Passkeys passkeys={passkeys} isLastRequired={isLastRequired && !totp} onChange={changed} />
    </>
  );
}
