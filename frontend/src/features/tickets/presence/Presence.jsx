import { useOthers } from '../../../domain/pulse/presence.js';
import { Avatar } from '../../../domain/ticket/Avatar.jsx';
import { Hint } from '../../../ui/Hint.jsx';
import { presenceCopy } from './copy.js';
import { inWords, presentName } from './writers.js';

const MOST = 3;

/**
 * The initials of the others who have a ticket open, with their names on hover and focus.
 * @param {{ ticket: number }} props
 */
export function Presence({ ticket }) {
  const others = useOthers(ticket);
  if (!others.length) return null;
  const names = others.map((one) => presenceCopy.named[one.doing](presentName(one)));
  const words = presenceCopy.here(inWords(names));
  const shown = others.length > MOST ? others.slice(0, MOST - 1) : others;
  const more = others.length - shown.length;
  return (
    <Hint text={words}>
      <button type="button" className="presence" aria-label={words} translate="no">
        {shown.map((one, index) => (
          <span key={one.id ?? `nobody ${index}`} className="presence-one" data-doing={one.doing}>
            <Avatar name={one.id === null ? '' : one.name} kind="agent" />
          </span>
        ))}
        {more ? (
          <span className="avatar presence-more" aria-hidden="true">
            <span>{`+${more}`}</span>
          </span>
        ) : null}
      </button>
    </Hint>
  );
}
