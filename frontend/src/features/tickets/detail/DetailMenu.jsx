import Ellipsis from 'lucide-react/icons/ellipsis';
import { useState } from 'react';

import { useLazyCode } from '../../../ui/lazyCode.js';
import { MenuButton } from '../../../ui/menu/MenuButton.jsx';
import { menus, ticketDialogs } from '../lazy.js';
import { detailCopy } from './copy.js';
import { MENU_BUTTON } from './menuButton.js';

/** @typedef {'link' | 'deletion' | 'erasure'} TicketDialog */

/**
 * The less frequent actions on a ticket. The code of the menu and of its dialogs is loaded apart.
 * @param {object} props
 * @param {import('../../../types').Ticket} props.ticket
 * @param {() => void} props.onCopyLink
 * @param {(ids: number[]) => void} props.onLeave called when it is about to leave the list
 */
export function DetailMenu({ ticket, onCopyLink, onLeave }) {
  const { id } = ticket;
  const [dialog, setDialog] = useState(/** @type {TicketDialog | null} */ (null));
  const close = () => setDialog(null);
  const leave = () => onLeave([id]);
  const dialogs = useLazyCode(ticketDialogs, dialog !== null, close);
  return (
    <>
      <MenuButton
        name="ticket"
        code={menus}
        menu={({ ActionChoices }) => (
          <ActionChoices
            ticket={ticket}
            onCopyLink={onCopyLink}
            onDialog={setDialog}
            onLeave={leave}
          />
        )}
        button={{
          className: 'icon-button',
          id: MENU_BUTTON,
          'aria-label': detailCopy.more,
          title: detailCopy.more,
        }}
      >
        <Ellipsis aria-hidden="true" />
      </MenuButton>
      {dialogs ? (
        <>
          <dialogs.LinkDialog id={id} isOpen={dialog === 'link'} onClose={close} />
          <dialogs.DeleteDialog
            id={id}
            isOpen={dialog === 'deletion'}
            onClose={close}
            onDeleted={leave}
          />
          {dialog === 'erasure' ? (
            <dialogs.EraseDialog
              target={{ ids: [id] }}
              returnTo={MENU_BUTTON}
              onClose={close}
              onErased={leave}
            />
          ) : null}
        </>
      ) : null}
    </>
  );
}
