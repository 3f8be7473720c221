import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { asApiError } from '../../../api/errors.js';
import { ago, shortTime } from '../../../lib/dates.js';
import { ErrorState } from '../../../ui/ErrorState.jsx';
import { useNow } from '../../../ui/hooks/useNow.js';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { AccountDialog } from '../AccountDialog.jsx';
import { CopyField } from '../CopyField.jsx';
import { useAccountRequest } from '../useAccountRequest.js';
import { listTokens, revokeToken } from './api.js';
import { tokenCopy } from './copy.js';
import { TokenForm } from './TokenForm.jsx';

const text = tokenCopy;

/** @typedef {import('../../../types').ApiToken} ApiToken */

export const TOKENS = ['account', 'tokens'];

/**
 * The API tokens of the person who is signed in.
 * @param {{ onClose: () => void }} props
 */
export function TokensDialog({ onClose }) {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: TOKENS,
    queryFn: ({ signal }) => listTokens({ signal }),
    staleTime: 0,
  });
  const [made, setMade] = useState('');
  const refresh = () => void client.invalidateQueries({ queryKey: TOKENS });

  return (
    <AccountDialog title={text.title} text={text.text} onClose={onClose}>
      {made ? (
        <div className="once" role="status">
          <h3 className="label">{text.madeTitle}</h3>
          <p className="hint">{text.madeText}</p>
          <CopyField label={text.token} value={made} action={text.copyToken} />
          <button type="button" className="button button--primary" onClick={() => setMade('')}>
            {text.isCopied}
          </button>
        </div>
      ) : (
        <TokenForm
          onMade={(token) => {
            setMade(token);
            refresh();
          }}
        />
      )}
      <section className="account-section" aria-label={text.title}>
        {query.isPending ? (
          <p className="hint" role="status">
            {text.loading}
          </p>
        ) : null}
        {!query.data && query.error ? (
          <ErrorState
            title={text.failed}
            text={asApiError(query.error).message}
            onRetry={() => void query.refetch()}
            level={3}
          />
        ) : null}
        {query.data?.length === 0 ? <p className="hint">{text.none}</p> : null}
        <ul className="account-list">
          {query.data?.map((token) => (
            <Token key={token.id} token={token} onRevoked={refresh} />
          ))}
        </ul>
      </section>
    </AccountDialog>
  );
}

/** @param {{ token: ApiToken, onRevoked: () => void }} props */
function Token({ token, onRevoked }) {
  const now = useNow();
  const { id, name, prefix, created_at: created, expires_at: expires, last_used_at: used } = token;
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
          <code dir="ltr">{prefix}…</code>
          {` · ${text.made(ago(created, now))} · `}
          {isOver ? text.expired(ago(expires, now)) : text.expires(shortTime(expires))}
          {` · ${used ? text.used(ago(used, now)) : text.unused}`}
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
