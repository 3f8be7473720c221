import SkipForward from 'lucide-react/icons/skip-forward';

import { runCommand } from '../../../ui/commands/commandRegistry.js';
import { commandCopy } from '../../../ui/commands/copy.js';
import { keyOf } from '../../../ui/commands/shortcuts.js';

/** The button that does what the key for the next ticket of the queue does. */
export function NextButton() {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={commandCopy.next_in_queue}
      title={`${commandCopy.next_in_queue} (${keyOf('next_in_queue')})`}
      onClick={() => runCommand('next_in_queue')}
    >
      <SkipForward aria-hidden="true" />
    </button>
  );
}
