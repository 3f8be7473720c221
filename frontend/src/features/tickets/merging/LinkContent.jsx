import { mergingCopy } from './copy.js';
import { DialogActions, DialogHead } from './DialogParts.jsx';
import { closeDialog } from './openDialog.js';
import { TicketPicker } from './TicketPicker.jsx';
import { useTicket } from '../detail/useTicket.js';
import { useLinkTicket } from './useLinkTicket.js';

const copy = mergingCopy.link;

/**
 * Link a ticket to one that is searched for.
 * @param {{ ticket: number }} props
 */
export function LinkContent({ ticket: id }) {
  const ticket = useTicket(id).data;
  const { link } = useLinkTicket(closeDialog);
  return (
    <>
      <DialogHead title={copy.title(id)} text={copy.text} />
      <TicketPicker
        without={id}
        requester={ticket?.requester?.id}
        onChoose={(other) => !link.isPending && link.mutate({ id, other: other.id })}
      />
      <DialogActions />
    </>
  );
}
