import { useLazyCode } from '../../../ui/lazyCode.js';
import { collisionDialog } from '../lazy.js';
import { closeCollision, useCollision } from './collision.js';

/** Shows the question about a ticket in which somebody else is writing; its code is loaded then. */
export function CollisionHost() {
  const { asked } = useCollision();
  const code = useLazyCode(collisionDialog, asked !== null, closeCollision);
  return asked && code ? <code.CollisionDialog collision={asked} /> : null;
}
