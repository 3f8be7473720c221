import Lock from 'lucide-react/icons/lock';

import { ago, exactTime } from '../../../lib/dates.js';
import { threadCopy } from './copy.js';

/**
 * Who wrote a message, and when.
 * @param {object} props
 * @param {string} props.name
 * @param {string} props.at
 * @param {number} props.now
 * @param {string} [props.role]
 * @param {boolean} [props.isNote]
 * @param {string | null} [props.editedAt]
 * @param {import('react').ReactNode} [props.children] what can be done with it
 */
export function MessageHead({ name, at, now, role, isNote, editedAt, children }) {
  return (
    <header className="message-head">
      <bdi className="message-who" translate="no">
        {name}
      </bdi>
      {isNote ? (
        <span className="message-note">
          <Lock aria-hidden="true" />
          <span>{threadCopy.note}</span>
        </span>
      ) : null}
      {role ? <span className="message-role">{role}</span> : null}
      <span className="message-end">
        {editedAt ? <span title={exactTime(editedAt)}>{threadCopy.edited}</span> : null}
        <time dateTime={at} dir="auto" title={exactTime(at)}>
          {ago(at, now)}
        </time>
        {children}
      </span>
    </header>
  );
}
