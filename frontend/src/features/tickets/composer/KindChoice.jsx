import Lock from 'lucide-react/icons/lock';
import Reply from 'lucide-react/icons/reply';
import { useId } from 'react';

import { keyOf } from '../../../ui/commands/shortcuts.js';
import { composerCopy } from './copy.js';

/** @typedef {import('../../../types').MessageKind} MessageKind */

const KINDS = /** @type {const} */ ({ reply: Reply, note: Lock });

/**
 * The choice between a reply and an internal note.
 * @param {{ value: MessageKind, onChange: (kind: MessageKind) => void }} props
 */
export function KindChoice({ value, onChange }) {
  const name = useId();
  return (
    <div className="segments segments--words" role="radiogroup" aria-label={composerCopy.kind}>
      {Object.entries(KINDS).map(([key, Icon]) => {
        const kind = /** @type {MessageKind} */ (key);
        return (
          <label key={kind} title={`${composerCopy.kinds[kind]} (${keyOf(kind)})`}>
            <input
              type="radio"
              name={name}
              value={kind}
              checked={value === kind}
              onChange={() => onChange(kind)}
            />
            <span>
              <Icon aria-hidden="true" />
              <span>{composerCopy.kinds[kind]}</span>
            </span>
          </label>
        );
      })}
    </div>
  );
}
