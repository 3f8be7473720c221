import { Tag } from '../../../domain/ticket/Tag.jsx';
import { tagsCopy } from './copy.js';
import { colorOf } from './tagColors.js';

/**
 * The tags of a ticket; of more than `most` the others only by their number.
 * @param {object} props
 * @param {import('../../../types').Ticket} props.ticket
 * @param {number} [props.most]
 */
export function TagChips({ ticket, most = Infinity }) {
  // Tickets that an earlier release has answered have none.
  const tags = ticket.tags ?? [];
  const rest = tags.slice(most);
  return (
    <>
      {tags.slice(0, most).map((name) => (
        <Tag key={name} name={name} color={colorOf(ticket, name)} />
      ))}
      {rest.length ? (
        <span className="tag-rest" title={rest.join(', ')}>
          <span aria-hidden="true">{tagsCopy.more(rest.length)}</span>
          <span className="visually-hidden">{tagsCopy.moreNamed(rest.length)}</span>
        </span>
      ) : null}
    </>
  );
}
