import ArrowLeft from 'lucide-react/icons/arrow-left';
import Check from 'lucide-react/icons/check';
import ChevronDown from 'lucide-react/icons/chevron-down';
import ChevronUp from 'lucide-react/icons/chevron-up';
import RotateCcw from 'lucide-react/icons/rotate-ccw';
import X from 'lucide-react/icons/x';

import { isDone } from '../../../api/vocabulary.js';
import { ticketCopy } from '../../../domain/ticket/copy.js';
import { hrefOf } from '../../../domain/view/address.js';
import { useView } from '../../../domain/view/useView.js';
import { formatCount } from '../../../lib/numbers.js';
import { useCommands } from '../../../ui/commands/commandRegistry.js';
import { keyOf } from '../../../ui/commands/shortcuts.js';
import { copyToClipboard } from '../../../ui/hooks/copyToClipboard.js';
import { useIsDrawn } from '../../../ui/hooks/useIsDrawn.js';
import { useUpdateTicket } from '../editing/useUpdateTicket.js';
import { FollowButton } from '../followers/FollowButton.jsx';
import { Presence } from '../presence/Presence.jsx';
import { SnoozeMenu } from '../snooze/SnoozeMenu.jsx';
import { detailCopy } from './copy.js';
import { DetailMenu } from './DetailMenu.jsx';

/**
 * The header of an open ticket: its number, its position in the list, and the main actions.
 * @param {object} props
 * @param {number} props.id
 * @param {import('../../../types').Ticket} [props.ticket] once it is known
 * @param {import('../useWorkspace.js').Workspace['list']} props.list
 * @param {import('../useWorkspace.js').Workspace['navigation']} props.navigation
 */
export function DetailHeader({ id, ticket, list: { order, total }, navigation }) {
  const { neighbour, moveTo, close, leave } = navigation;
  const { view } = useView();
  const { change } = useUpdateTicket(id);
  const index = order.indexOf(id);
  // The first number that a browser formats takes it 10 ms: digits alone will do for a moment.
  const format = useIsDrawn() ? formatCount : String;
  const isOver = ticket && isDone(ticket.status);
  const isFixed = ticket?.folder || ticket?.merged_into;

  function copyLink() {
    const link = new URL(hrefOf({ ...view, ticket: id, message: null }), window.location.href);
    void copyToClipboard(link.href);
  }
  useCommands({ copy_link: copyLink });

  /** @param {number} by */
  function step(by) {
    const next = neighbour(by);
    if (next !== undefined) moveTo(next, { keepFocus: true });
  }

  return (
    <header className="detail-header">
      <button
        type="button"
        className="icon-button narrow-only"
        aria-label={detailCopy.back}
        onClick={close}
      >
        <ArrowLeft aria-hidden="true" />
      </button>
      <span className="detail-number">{ticketCopy.number(id)}</span>
      {index >= 0 && total ? (
        <span className="detail-steps">
          <span className="detail-position">
            {detailCopy.position(format(index + 1), format(Math.max(total.count, order.length)))}
          </span>
          <StepButton
            name={detailCopy.next}
            icon={ChevronDown}
            isOff={index + 1 >= order.length}
            onStep={() => step(1)}
          />
          <StepButton
            name={detailCopy.previous}
            icon={ChevronUp}
            isOff={index === 0}
            onStep={() => step(-1)}
          />
        </span>
      ) : null}
      <span className="detail-actions">
        <Presence ticket={id} />
        {ticket && !isOver && !isFixed ? <SnoozeMenu ticket={ticket} /> : null}
        {ticket && !isFixed ? <FollowButton ticket={id} /> : null}
        {ticket && !isFixed ? (
          <button
            type="button"
            className="button button--small button--soft"
            onClick={() => change(ticket, 'status', isOver ? 'open' : 'resolved')}
          >
            {isOver ? <RotateCcw aria-hidden="true" /> : <Check aria-hidden="true" />}
            <span>{isOver ? detailCopy.reopen : detailCopy.resolve}</span>
            <kbd translate="no" className="wide-only" aria-hidden="true">
              {keyOf(isOver ? 'reopen' : 'resolve')}
            </kbd>
          </button>
        ) : null}
        {ticket ? <DetailMenu ticket={ticket} onCopyLink={copyLink} onLeave={leave} /> : null}
        <button
          type="button"
          className="icon-button wide-panel-only"
          aria-label={detailCopy.close}
          onClick={close}
        >
          <X aria-hidden="true" />
        </button>
      </span>
    </header>
  );
}

/** @param {{ name: string, icon: typeof ChevronDown, isOff: boolean, onStep: () => void }} props */
function StepButton({ name, icon: Icon, isOff, onStep }) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={name}
      title={name}
      aria-disabled={isOff || undefined}
      onClick={() => !isOff && onStep()}
    >
      <Icon aria-hidden="true" />
    </button>
  );
}
