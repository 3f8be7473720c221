import { AlertDialog } from 'radix-ui';

import { useReturnFocus } from '../../../ui/hooks/useReturnFocus.js';
import { presentName } from '../presence/writers.js';
import { closeCollision } from './collision.js';
import { collisionCopy } from './copy.js';

/**
 * Asks before a ticket is assigned in which somebody else is writing.
 * @param {{ collision: import('./collision.js').Collision }} props
 */
export function CollisionDialog({ collision }) {
  return (
    <AlertDialog.Root open onOpenChange={(next) => !next && closeCollision()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="overlay" />
        <Content collision={collision} />
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

/** @param {{ collision: import('./collision.js').Collision }} props */
function Content({ collision: { writers, assignee, isTaken, assign } }) {
  const returnFocus = useReturnFocus();
  const [{ doing }] = writers;
  const names = writers.map(presentName);
  return (
    <AlertDialog.Content className="dialog" onCloseAutoFocus={returnFocus}>
      <AlertDialog.Title className="dialog-title">
        <bdi translate="no">{collisionCopy.names(names)}</bdi>{' '}
        <span>{collisionCopy.writing(names.length, doing)}</span>
      </AlertDialog.Title>
      <AlertDialog.Description className="dialog-text">
        {isTaken ? (
          <span>{collisionCopy.takeText}</span>
        ) : (
          <>
            <span>{collisionCopy.giveText}</span> <bdi translate="no">{assignee.name}</bdi>{' '}
            <span>{collisionCopy.giveAnyway}</span>
          </>
        )}
      </AlertDialog.Description>
      <div className="dialog-actions">
        <AlertDialog.Cancel className="button button--soft">
          {collisionCopy.leave}
        </AlertDialog.Cancel>
        <AlertDialog.Action className="button button--primary" onClick={assign}>
          {isTaken ? collisionCopy.take : collisionCopy.give}
        </AlertDialog.Action>
      </div>
    </AlertDialog.Content>
  );
}
