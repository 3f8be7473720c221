import ChevronDown from 'lucide-react/icons/chevron-down';
import Eye from 'lucide-react/icons/eye';
import Lock from 'lucide-react/icons/lock';

import { MenuButton } from '../../../ui/menu/MenuButton.jsx';
import { menus } from '../lazy.js';
import { composerCopy } from './copy.js';

/** @typedef {import('../../../types').NewMessage} NewMessage */

const DONE = ['resolved', 'closed'];

/**
 * The buttons below the text of a message.
 * @param {object} props
 * @param {import('../../../types').Ticket} props.ticket
 * @param {import('../../../types').MessageKind} props.kind
 * @param {boolean} props.isPreview
 * @param {() => void} props.onPreview
 * @param {(then?: NewMessage['then']) => void} props.onSend
 * @param {() => void} props.onSendNext
 * @param {import('react').ReactNode} props.children before them
 */
export function SendButtons(props) {
  const { ticket, kind, isPreview, onPreview, onSend, onSendNext, children } = props;
  return (
    <div className="composer-actions">
      {children}
      <button
        type="button"
        className="button button--small button--quiet"
        aria-pressed={isPreview}
        onClick={onPreview}
      >
        <Eye aria-hidden="true" />
        <span>{composerCopy.preview}</span>
      </button>
      <span className="composer-send">
        <button
          type="submit"
          className="button button--primary"
          // The second click of two would find nothing to send.
          onClick={(event) => event.detail > 1 && event.preventDefault()}
        >
          {kind === 'note' ? <Lock aria-hidden="true" /> : null}
          <span>{composerCopy.send[kind]}</span>
          <kbd translate="no" className="wide-only" aria-hidden="true">
            {composerCopy.shortcut}
          </kbd>
        </button>
        <MenuButton
          name={`send-${ticket.id}`}
          code={menus}
          menu={({ SendChoices }) => (
            <SendChoices
              kind={kind}
              isDone={DONE.includes(ticket.status)}
              onSend={onSend}
              onSendNext={onSendNext}
            />
          )}
          button={{
            className: 'button button--primary composer-more',
            'aria-label': composerCopy.more,
            title: composerCopy.more,
          }}
        >
          <ChevronDown aria-hidden="true" />
        </MenuButton>
      </span>
    </div>
  );
}
