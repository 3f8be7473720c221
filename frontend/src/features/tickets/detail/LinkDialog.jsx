import { Dialog } from 'radix-ui';

import { asApiError } from '../../../api/errors.js';
import { PrivateLink } from '../../../domain/ticket/PrivateLink.jsx';
import { TicketTime } from '../../../domain/ticket/TicketTime.jsx';
import { ErrorState } from '../../../ui/ErrorState.jsx';
import { useNow } from '../../../ui/hooks/useNow.js';
import { linkCopy } from './copy.js';
import { MENU_BUTTON } from './menuButton.js';
import { usePrivateLink } from './usePrivateLink.js';

/**
 * The dialog in which agents see whether a ticket's private link is used, replace it, or revoke it.
 * @param {{ id: number, isOpen: boolean, onClose: () => void }} props
 */
export function LinkDialog({ id, isOpen, onClose }) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content
          className="dialog"
          onCloseAutoFocus={(event) => {
            // The menu that opened it is gone.
            event.preventDefault();
            document.getElementById(MENU_BUTTON)?.focus();
          }}
        >
          <Dialog.Title className="dialog-title">{linkCopy.heading(id)}</Dialog.Title>
          <Dialog.Description className="dialog-text">{linkCopy.text}</Dialog.Description>
          <Content id={id} onClose={onClose} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** @param {{ id: number, onClose: () => void }} props */
function Content({ id, onClose }) {
  const { link, make, revoke, once } = usePrivateLink(id);
  // One made before this dialog opened waits above the page.
  const token = make.data && once.shown?.value;
  const isBusy = make.isPending || revoke.isPending;
  const isActive = Boolean(link.data?.reference && !link.data.revoked_at);
  return (
    <>
      <div role="status">
        <State link={link} />
      </div>
      {token ? <PrivateLink token={token} note={linkCopy.once} onCopied={once.copied} /> : null}
      {isActive && !token ? <p className="hint">{linkCopy.replaces}</p> : null}
      <div className="dialog-actions">
        <button type="button" className="button button--quiet" onClick={onClose}>
          {linkCopy.close}
        </button>
        {isActive ? (
          <button
            type="button"
            className="button button--soft"
            aria-disabled={isBusy || undefined}
            onClick={() => !isBusy && revoke.mutate()}
          >
            {linkCopy.revoke}
          </button>
        ) : null}
        {link.data ? (
          <button
            type="button"
            className="button button--primary"
            aria-disabled={isBusy || undefined}
            onClick={() => !isBusy && make.mutate()}
          >
            {linkCopy.make}
          </button>
        ) : null}
      </div>
    </>
  );
}

/**
 * The state of the link, of its loading, or of a failure.
 * @param {{ link: ReturnType<typeof usePrivateLink>['link'] }} props
 */
function State({ link: { data, error, refetch } }) {
  if (data) return <Facts link={data} />;
  if (!error) return <p className="hint">{linkCopy.loading}</p>;
  const { message } = asApiError(error);
  const retry = () => void refetch();
  return <ErrorState title={linkCopy.notLoaded} text={message} onRetry={retry} level={3} />;
}

/** @param {{ link: import('../../../types').PrivateLink }} props */
function Facts({ link: { reference, created_at, last_used_at, revoked_at } }) {
  const now = useNow();
  if (!reference || !created_at) return <p>{linkCopy.none}</p>;
  return (
    <dl className="link-facts">
      <div>
        <dt>{linkCopy.reference}</dt>
        <dd>
          <bdi translate="no">{reference}</bdi>
        </dd>
      </div>
      <div>
        <dt>{revoked_at ? linkCopy.revokedAt : linkCopy.madeAt}</dt>
        <dd>
          <TicketTime iso={revoked_at ?? created_at} now={now} />
        </dd>
      </div>
      <div>
        <dt>{linkCopy.usedAt}</dt>
        <dd>{last_used_at ? <TicketTime iso={last_used_at} now={now} /> : linkCopy.unused}</dd>
      </div>
    </dl>
  );
}
