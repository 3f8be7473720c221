import { useState } from 'react';

import { TAGS_MAX } from '../../../api/vocabulary.js';
import { editTags, hasTag, tagEdit, toggled } from '../../../domain/ticket/tagEdits.js';
import { useUpdateTicket } from '../editing/useUpdateTicket.js';
import { TagChoices } from './TagChoices.jsx';

/**
 * The tags to choose from for one ticket; each choice is saved at once.
 * @param {{ ticket: import('../../../types').Ticket }} props
 */
export function TicketTags({ ticket }) {
  const { change } = useUpdateTicket(ticket.id);
  const tags = ticket.tags ?? [];
  // In the order of the moment at which the list was opened, so that none moves under the pointer.
  const [before] = useState(tags);
  const first = [...before, ...tags.filter((name) => !hasTag(before, name))];
  return (
    <TagChoices
      first={first}
      stateOf={(name) => hasTag(tags, name)}
      isFull={tags.length >= TAGS_MAX}
      canCreate
      onToggle={(name) =>
        change(ticket, 'tags', editTags(tags, tagEdit(tags, toggled(tags, name))))
      }
    />
  );
}
