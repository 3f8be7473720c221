import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { useShownOnce } from '../../../domain/session/useShownOnce.js';
import { ago, exactTime, shortTime } from '../../../lib/dates.js';
import { useNow } from '../../../ui/hooks/useNow.js';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { AccountDialog } from '../AccountDialog.jsx';
import { ConfirmedAction } from '../ConfirmedAction.jsx';
import { CopyField } from '../../../ui/CopyField.jsx';
import { QueryNote } from '../QueryNote.jsx';
import { Reauthentication } from '../security/Reauthentication.jsx';
import { useAccountRequest } from '../useAccountRequest.js';
import { revokeAllTokens, revokeToken } from './api.js';
import { tokenCopy } from './copy.js';
import { TokenForm } from './TokenForm.jsx';
import { TOKENS, useTokens } from './useTokens.js';

const text = tokenCopy;

/** @typedef {import('../../../types').ApiToken} ApiToken */

/**
 * The API tokens of the person who is signed in.
 * @param {{ onClose: () => void }} props
 */
export function TokensDialog({ onClose }) {
  const client = useQueryClient();
  const query = useTokens();
  const { shown: made, keep, copied, forget } = useShownOnce('api_token');
  const [hasMade, setHasMade] = useState(false);
  const refresh = () => void client.invalidateQueries({ queryKey: TOKENS });
  const revokeAll = useAccountRequest(revokeAllTokens, () => {
    showToast({ kind: 'success', text: text.allRevoked });
    refresh();
  });
  const count = query.data?.length ?? 0;

  return (
    <AccountDialog title={text.title} text={text.text} onClose={onClose}>
      {made ? (
        <div className="once" role="status">
          <h3 className="label">{text.madeTitle}</h3>
          <p className="hint">{text.madeText}</p>
          <CopyField
            label={text.token}
            value={made.value}
            action={text.copyToken}
            onCopied={copied}
          />
          <button type="button" className="button button--primary" onClick={forget}>
            {text.isCopied}
          </button>
        </div>
      ) : (
        <TokenForm
          takesFocus={hasMade}
          onMade={({ token, name }) => {
            keep(token, name);
            setHasMade(true);
            refresh();
          }}
        />
      )}
      <section className="account-section" aria-label={text.title}>
        <QueryNote query={query} failed={text.failed} />
        {query.data?.length === 0 ? <p className="hint">{text.none}</p> : null}
        <ul className="account-list">
          {query.data?.map((token) => (
            <Token key={token.id} token={token} onRevoked={refresh} />
          ))}
        </ul>
        {count > 1 ? (
          <ConfirmedAction
            action={text.revokeAll}
            question={text.revokeAllAsk(count)}
            refuse={text.keepAll}
            request={revokeAll}
          />
        ) : null}
      </section>
      <Reauthentication />
    </AccountDialog>
  );
}

/** @param {{ token: ApiToken, onRevoked: () => void }} props */
function Token({ token, onRevoked }) {
  const now = useNow();
  const { id, name, prefix, scope, created_at: created } = token;
  const { expires_at: expires, last_used_at: used } = token;
  const isOver = Date.parse(expires) <= now;
  const revoke = useAccountRequest(revokeToken, () => {
    showToast({ kind: 'success', text: text.revoked(name) });
    onRevoked();
  });
  return (
    <li>
      <div className="account-list-text">
        <bdi>{name}</bdi>
        <span className="hint">
          <code dir="ltr" translate="no">{`${prefix}…`}</code>
          {scope ? <span>{` · ${text.scopes[scope]?.name ?? scope}`}</span> : null}
          <span>{' · '}</span>
          <time dateTime={created} title={exactTime(created)}>
            {text.made(ago(created, now))}
          </time>
          <span>{' · '}</span>
          <time dateTime={expires} title={exactTime(expires)}>
            {isOver ? text.expired(ago(expires, now)) : text.expires(shortTime(expires))}
          </time>
          <span>{' · '}</span>
          {used ? (
            <time dateTime={used} title={exactTime(used)}>
              {text.used(ago(used, now))}
            </time>
          ) : (
            <span>{text.unused}</span>
          )}
        </span>
        {revoke.problem ? (
          <p className="field-error" role="alert">
            {text.notRevoked(revoke.problem)}
          </p>
        ) : null}
      </div>
      <button
        type="button"
        className="button button--small button--soft"
        aria-label={text.revokeNamed(name)}
        aria-disabled={revoke.isPending || undefined}
        onClick={() => revoke.send(id)}
      >
        {text.revoke}
      </button>
    </li>
  );
}
