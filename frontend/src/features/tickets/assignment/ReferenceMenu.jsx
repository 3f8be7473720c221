import { isDone } from '../../../api/vocabulary.js';
import { useAccount } from '../../../domain/session/useAccess.js';
import { Avatar } from '../../../domain/ticket/Avatar.jsx';
import { ClosedMark } from '../../../domain/ticket/ClosedMark.jsx';
import { ticketCopy } from '../../../domain/ticket/copy.js';
import { menuName } from '../../../domain/ticket/menuName.js';
import { MenuButton } from '../../../ui/menu/MenuButton.jsx';
import { askBeforeAssigning } from '../collision/collision.js';
import { editingCopy } from '../editing/copy.js';
import { FixedValue } from '../editing/FixedValue.jsx';
import { useUpdateTicket } from '../editing/useUpdateTicket.js';
import { pickers } from '../lazy.js';
import { assignmentCopy } from './copy.js';
import { useAssignNext } from './useAssignNext.js';

/**
 * A button with a ticket's assignee or team, which opens the list to choose from.
 * @param {object} props
 * @param {import('../../../types').Ticket} props.ticket
 * @param {import('../../../types').ReferenceField} props.field
 * @param {'avatar' | 'property'} props.look
 * @param {'row' | 'detail'} props.place
 * @param {number} [props.tabIndex]
 */
export function ReferenceMenu({ ticket, field, look, place, tabIndex }) {
  const name = ticketCopy.fields[field];
  const word = ticketCopy.wordOf(field, ticket[field]);
  const isAvatar = look === 'avatar';
  const content = (
    <>
      {isAvatar ? null : <span className="field-name">{name}</span>}
      <span className="field-value">
        {field === 'assignee' ? (
          <Avatar
            name={ticket.assignee?.name ?? ''}
            kind="agent"
            look={ticket.assignee ? 'small' : 'nobody'}
          />
        ) : null}
        {isAvatar ? null : <bdi>{ticket[field]?.name ?? word}</bdi>}
        {field === 'team' && ticket.team?.is_closed ? <ClosedMark /> : null}
      </span>
    </>
  );
  if (ticket.folder) {
    return (
      <FixedValue look={look} field={field} text={isAvatar ? `${name}: ${word}` : ''}>
        {content}
      </FixedValue>
    );
  }
  return (
    <MenuButton
      name={menuName(place, field, ticket.id)}
      code={pickers}
      opens="dialog"
      place={`pick--${look}`}
      menu={(code) => <Choices ticket={ticket} field={field} Choices={code.ReferenceChoices} />}
      button={{
        className: `field-button field-button--${look}`,
        'aria-label': editingCopy.button(name, word, ticket.id),
        title: isAvatar ? `${name}: ${word}` : undefined,
        tabIndex,
      }}
    >
      {content}
    </MenuButton>
  );
}

/**
 * @param {object} props
 * @param {import('../../../types').Ticket} props.ticket
 * @param {import('../../../types').ReferenceField} props.field
 * @param {import('../lazy.js').Pickers['ReferenceChoices']} props.Choices
 */
function Choices({ ticket, field, Choices: List }) {
  const { change } = useUpdateTicket(ticket.id);
  const assign = useAssignNext(ticket);
  const { team } = ticket;
  const hasNext = field === 'assignee' && team && !isDone(ticket.status);
  const account = useAccount();

  /** @param {import('../../../types').Reference | null} value */
  function choose(value) {
    const set = () => change(ticket, field, value);
    if (field === 'assignee') askBeforeAssigning(ticket.id, value, account?.id, set);
    else set();
  }

  return (
    <List
      field={field}
      nothing={ticketCopy.nothing[field]}
      isChosen={(id) => id === (ticket[field]?.id ?? null)}
      also={hasNext ? { word: assignmentCopy.next(team.name), run: assign } : undefined}
      onChoose={choose}
    />
  );
}
