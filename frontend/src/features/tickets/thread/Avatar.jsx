import Bot from 'lucide-react/icons/bot';
import UserRound from 'lucide-react/icons/user-round';

import { initialsOf } from './authors.js';

/**
 * The initials of who wrote a message, beside the name.
 * @param {{ name: string, kind: import('../../../types').Message['author']['kind'] }} props
 */
export function Avatar({ name, kind }) {
  const initials = initialsOf(name);
  const Icon = kind === 'system' ? Bot : UserRound;
  return (
    <span className="avatar" data-kind={kind} translate="no" aria-hidden="true">
      {initials && kind !== 'system' ? <span>{initials}</span> : <Icon />}
    </span>
  );
}
