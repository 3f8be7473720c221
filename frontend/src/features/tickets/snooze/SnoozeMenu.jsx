import AlarmClock from 'lucide-react/icons/alarm-clock';

import { isSnoozed, untilWords } from '../../../domain/ticket/snooze.js';
import { menuName } from '../../../domain/ticket/menuName.js';
import { useNow } from '../../../ui/hooks/useNow.js';
import { MenuButton } from '../../../ui/menu/MenuButton.jsx';
import { useUpdateTicket } from '../editing/useUpdateTicket.js';
import { menus } from '../lazy.js';
import { snoozeCopy } from './copy.js';
import { openSnoozeDialog } from './dialog.js';

/**
 * The button in an open ticket's head that snoozes it.
 * @param {{ ticket: import('../../../types').Ticket }} props
 */
export function SnoozeMenu({ ticket }) {
  const { change } = useUpdateTicket(ticket.id);
  const now = useNow();
  const is = isSnoozed(ticket, now);
  const name = is
    ? snoozeCopy.change(ticket.id, untilWords(String(ticket.snoozed_until), now))
    : snoozeCopy.button(ticket.id);
  const choose = (/** @type {string | null} */ until) => change(ticket, 'snoozed_until', until);
  return (
    <MenuButton
      name={menuName('detail', 'snoozed_until', ticket.id)}
      code={menus}
      menu={({ SnoozeChoices }) => (
        <SnoozeChoices
          canWake={is}
          onChoose={choose}
          onOther={() => openSnoozeDialog({ what: `#${ticket.id}`, onChoose: choose })}
        />
      )}
      button={{ className: 'icon-button', 'aria-label': name, title: name }}
    >
      <AlarmClock aria-hidden="true" />
    </MenuButton>
  );
}
