import { useConflict } from '../hooks/conflicts.js';
import { useLateCode } from '../hooks/lateCode.js';
import { conflictCode } from './conflictCode.js';

/** Where the person is asked which of two changes stays, whatever is on screen. */
export function ConflictHost() {
  const conflict = useConflict();
  const code = useLateCode(conflictCode, conflict !== null, () =>
    conflict?.settle({ choice: 'left', value: conflict.mine }),
  );
  if (!code || !conflict) return null;
  return <code.ConflictDialog key={conflict.number} conflict={conflict} />;
}
