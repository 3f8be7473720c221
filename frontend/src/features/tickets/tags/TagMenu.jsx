import { ticketCopy } from '../../../domain/ticket/copy.js';
import { menuName } from '../../../domain/ticket/menuName.js';
import { MenuButton } from '../../../ui/menu/MenuButton.jsx';
import { editingCopy } from '../editing/copy.js';
import { FixedValue } from '../editing/FixedValue.jsx';
import { wordOf } from '../editing/words.js';
import { pickers } from '../lazy.js';
import { TagChips } from './TagChips.jsx';

/**
 * A button with the tags of an open ticket, which opens the list to choose from.
 * @param {{ ticket: import('../../../types').Ticket }} props
 */
export function TagMenu({ ticket }) {
  const word = wordOf('tags', ticket.tags ?? []);
  const content = (
    <>
      <span className="field-name">{ticketCopy.fields.tags}</span>
      <span className="field-value tag-line">
        {ticket.tags?.length ? <TagChips ticket={ticket} /> : <span>{word}</span>}
      </span>
    </>
  );
  if (ticket.folder) {
    return (
      <FixedValue look="property" field="tags" text="">
        {content}
      </FixedValue>
    );
  }
  return (
    <MenuButton
      name={menuName('detail', 'tags', ticket.id)}
      code={pickers}
      opens="dialog"
      place="pick--tags"
      menu={({ TicketTags }) => <TicketTags ticket={ticket} />}
      button={{
        className: 'field-button field-button--property',
        'aria-label': editingCopy.button(ticketCopy.fields.tags, word, ticket.id),
      }}
    >
      {content}
    </MenuButton>
  );
}
