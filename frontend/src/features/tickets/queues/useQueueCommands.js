import { useAccountId } from '../../../domain/session/useAccess.js';
import { PERSONAL_QUEUES, QUEUES } from '../../../domain/view/queues.js';
import { useView } from '../../../domain/view/useView.js';
import { queueTarget } from './queueTarget.js';

/** The queues that have keys; others are reached by the arrows in the rail, and by the palette. */
const COMMANDS = /** @type {const} */ ({
  go_mine: 'mine',
  go_unassigned: 'unassigned',
  go_waiting: 'waiting_for_us',
  go_open: 'all_open',
});

/**
 * Return the commands that go to a queue, without those of who is not signed in.
 * @returns {import('../../../ui/commands/commandRegistry.js').Commands}
 */
export function useQueueCommands() {
  const { view, go } = useView();
  const isNobody = useAccountId() === null;
  const entries = Object.entries(COMMANDS).flatMap(([command, id]) => {
    const queue = QUEUES.find((one) => one.id === id);
    if (!queue || (isNobody && PERSONAL_QUEUES.includes(id))) return [];
    const run = () => {
      go({ ...queueTarget(queue, view), ticket: null });
      document.getElementById('tickets-heading')?.focus();
    };
    return [[command, run]];
  });
  return Object.fromEntries(entries);
}
