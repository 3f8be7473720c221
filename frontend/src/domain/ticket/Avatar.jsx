import Bot from 'lucide-react/icons/bot';
import UserRound from 'lucide-react/icons/user-round';

import { initialsOf } from './initials.js';

/**
 * The initials of a person, beside the name.
 * @param {object} props
 * @param {string} props.name
 * @param {import('../../types').Message['author']['kind']} props.kind
 * @param {'small' | 'nobody'} [props.look]
 */
export function Avatar({ name, kind, look }) {
  const initials = initialsOf(name);
  const Icon = kind === 'system' ? Bot : UserRound;
  return (
    <span
      className={look ? `avatar avatar--${look}` : 'avatar'}
      data-kind={kind}
      translate="no"
      aria-hidden="true"
    >
      {initials && kind !== 'system' ? <span>{initials}</span> : <Icon />}
    </span>
  );
}
