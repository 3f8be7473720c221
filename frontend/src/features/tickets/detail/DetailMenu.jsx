import Ellipsis from 'lucide-react/icons/ellipsis';
import { useState } from 'react';

import { useLazyCode } from '../../../ui/lazyCode.js';
import { MenuButton } from '../../../ui/menu/MenuButton.jsx';
import { menus, ticketDialogs } from '../lazy.js';
import { openDialog } from '../merging/openDialog.js';
import { detailCopy } from './copy.js';
import { MENU_BUTTON } from './menuButton.js';

/**
 * The less frequent actions on a ticket. The code of the menu and of its dialogs is loaded apart.
 * @param {object} props
 * @param {number} props.id
 * @param {boolean} props.isMerged
 * @param {() => void} props.onCopyLink
 * @param {() => void} props.onDeleted
 */
export function DetailMenu({ id, isMerged, onCopyLink, onDeleted }) {
  const [dialog, setDialog] = useState(/** @type {'link' | 'deletion' | null} */ (null));
  const close = () => setDialog(null);
  const dialogs = useLazyCode(ticketDialogs, dialog !== null, close);
  return (
    <>
      <MenuButton
        name="ticket"
        code={menus}
        menu={({ ActionChoices }) => (
          <ActionChoices
            onCopyLink={onCopyLink}
            onLink={() => setDialog('link')}
            onMerge={isMerged ? null : () => openDialog({ kind: 'merge', tickets: [id] })}
            onLinkTicket={() => openDialog({ kind: 'link', ticket: id })}
            onDelete={() => setDialog('deletion')}
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
            onDeleted={onDeleted}
          />
        </>
      ) : null}
    </>
  );
}
