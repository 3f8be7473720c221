import { DropdownMenu } from 'radix-ui';

import { FieldIcon } from '../../../domain/ticket/FieldIcon.jsx';
import { MenuContent } from '../../../ui/menu/MenuContent.jsx';
import { composerCopy } from './copy.js';

/**
 * The menu of ways to send a message and change its ticket with it.
 * @param {object} props
 * @param {import('../../../types').MessageKind} props.kind
 * @param {(then: import('../../../types').NewMessage['then']) => void} props.onSend
 */
export function SendChoices({ kind, onSend }) {
  return (
    <MenuContent align="end" aria-label={composerCopy.more}>
      <DropdownMenu.Item className="menu-item" onSelect={() => onSend({ status: 'resolved' })}>
        <FieldIcon field="status" value="resolved" />
        <span>{composerCopy.andResolve[kind]}</span>
        <span className="menu-end">
          <kbd translate="no" className="wide-only" aria-hidden="true">
            {composerCopy.shortcutResolve}
          </kbd>
        </span>
      </DropdownMenu.Item>
      <DropdownMenu.Item className="menu-item" onSelect={() => onSend({ status: 'in_progress' })}>
        <FieldIcon field="status" value="in_progress" />
        <span>{composerCopy.andThen[kind]('in_progress')}</span>
      </DropdownMenu.Item>
    </MenuContent>
  );
}
