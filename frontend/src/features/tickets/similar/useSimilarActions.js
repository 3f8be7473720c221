import { useSingleKeys } from '../../../ui/hooks/preferences.js';
import { openDialog } from '../merging/openDialog.js';
import { useLinkTicket } from '../merging/useLinkTicket.js';
import { useTicketLinks } from '../merging/useTicketLinks.js';
import { SIMILAR_KEYS } from './keys.js';

/**
 * Return what can be done with a ticket like the open one, and the handler of its keys.
 * @param {number} open the open one
 * @param {number} id
 */
export function useSimilarActions(open, id) {
  const hasKeys = useSingleKeys();
  const { link, remove } = useLinkTicket();
  const { data: links } = useTicketLinks(open);
  const isLinked = links?.related.some((one) => one.id === id) ?? false;
  const isPending = link.isPending || remove.isPending;

  const merge = () => openDialog({ kind: 'merge', tickets: [open, id] });

  function toggleLink() {
    if (isPending) return;
    (isLinked ? remove : link).mutate({ id: open, other: id });
  }

  /** @param {import('react').KeyboardEvent} event */
  function onKeyDown(event) {
    const { key, repeat, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (!hasKeys || repeat || ctrlKey || metaKey || altKey || shiftKey) return;
    if (key === SIMILAR_KEYS.merge) merge();
    else if (key === SIMILAR_KEYS.link) toggleLink();
    else return;
    // Elsewhere in the ticket the same letters begin a note, and copy its link.
    event.preventDefault();
  }

  return { isLinked, isPending, merge, toggleLink, onKeyDown };
}
