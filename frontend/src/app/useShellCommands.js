import { useState } from 'react';

import { useTicketsView } from '../domain/view/useTicketsView.js';
import { useView } from '../domain/view/useView.js';
import { useCommands } from '../ui/commands/commandRegistry.js';
import { usePendingFocus } from '../ui/hooks/pendingFocus.js';
import { undoLast } from '../ui/toasts/undoStack.js';

/**
 * Offer the commands that are available everywhere in the product.
 * @returns {{ shown: 'palette' | 'help' | null, close: () => void }} the open overlay
 */
export function useShellCommands() {
  const { go } = useView();
  const ticketsView = useTicketsView();
  const [shown, setShown] = useState(/** @type {'palette' | 'help' | null} */ (null));

  /**
   * Go to another tab and move the focus there, as after a key.
   * @param {Partial<import('../domain/view/address.js').View>} view
   */
  function goTo(view) {
    go(view);
    document.getElementById('main')?.focus();
  }

  useCommands({
    palette: () => setShown((current) => (current === 'palette' ? null : 'palette')),
    help: () => setShown('help'),
    go_tickets: () => goTo(ticketsView),
    go_dashboard: () => goTo({ tab: 'dashboard' }),
    go_submit: () => goTo({ tab: 'submit' }),
    new_ticket: () => {
      usePendingFocus.setState('title');
      go({ tab: 'submit' });
    },
    undo: undoLast,
  });

  return { shown, close: () => setShown(null) };
}
