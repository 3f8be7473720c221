import UserPlus from 'lucide-react/icons/user-plus';
import X from 'lucide-react/icons/x';
import { useId, useRef, useState } from 'react';

import { Avatar } from '../../../domain/ticket/Avatar.jsx';
import { toLocalInput } from '../../../lib/localTime.js';
import { FieldError } from '../../../ui/FieldError.jsx';
import { RowAction } from '../parts.jsx';
import { AgentSearch } from './AgentSearch.jsx';
import { teamsCopy } from './copy.js';

const copy = teamsCopy.editor;

/** @typedef {import('./values.js').MemberValues} MemberValues */

/**
 * The members of a team, who are added by a search.
 * @param {object} props
 * @param {MemberValues[]} props.members
 * @param {Record<string, string>} props.problems
 * @param {(members: MemberValues[]) => void} props.onChange
 */
export function Members({ members, problems, onChange }) {
  const [isAdding, setIsAdding] = useState(false);
  const [said, setSaid] = useState('');
  const add = useRef(/** @type {HTMLButtonElement | null} */ (null));

  /** @param {MemberValues} member */
  function takeOut({ id, name }) {
    onChange(members.filter((one) => one.id !== id));
    setSaid(copy.takenOut(name));
    add.current?.focus();
  }

  function close() {
    setIsAdding(false);
    requestAnimationFrame(() => add.current?.focus());
  }

  return (
    <fieldset className="settings-choices settings-members">
      <legend className="label">{copy.members}</legend>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {members.length ? (
        <>
          <p className="hint">{copy.membersHint}</p>
          <ul className="settings-member-rows">
            {members.map((member) => (
              <MemberRow
                key={member.id}
                member={member}
                problems={problems}
                onChange={(values) =>
                  onChange(
                    members.map((one) => (one.id === member.id ? { ...one, ...values } : one)),
                  )
                }
                onRemove={() => takeOut(member)}
              />
            ))}
          </ul>
        </>
      ) : (
        <p className="hint">{copy.noMembers}</p>
      )}
      <FieldError
        id="settings-members-error"
        text={problems.members ? copy.badMembers : undefined}
      />
      {isAdding ? (
        <AgentSearch
          without={members.map(({ id }) => id)}
          onClose={close}
          onChoose={({ id, name }) => {
            onChange([...members, { id, name, capacity: null, away_until: null }]);
            setSaid(copy.added(name));
          }}
        />
      ) : (
        <button
          type="button"
          className="button button--soft settings-add"
          ref={add}
          onClick={() => setIsAdding(true)}
        >
          <UserPlus aria-hidden="true" />
          <span>{copy.addMember}</span>
        </button>
      )}
    </fieldset>
  );
}

/**
 * @param {object} props
 * @param {MemberValues} props.member
 * @param {Record<string, string>} props.problems
 * @param {(values: Partial<MemberValues>) => void} props.onChange
 * @param {() => void} props.onRemove
 */
function MemberRow({
  member: { id, name, capacity, away_until: until },
  problems,
  onChange,
  onRemove,
}) {
  const key = useId();
  const wrong = { capacity: problems[`capacity-${id}`], away: problems[`away-${id}`] };
  return (
    <li className="settings-member">
      <span className="settings-member-name">
        <Avatar name={name} kind="agent" look="small" />
        <bdi>{name}</bdi>
      </span>
      <label className="settings-member-field">
        <span aria-hidden="true">{copy.capacity}</span>
        <input
          type="number"
          className="input"
          inputMode="numeric"
          min={0}
          max={1000}
          placeholder={copy.any}
          aria-label={copy.capacityOf(name)}
          aria-invalid={wrong.capacity ? true : undefined}
          aria-describedby={wrong.capacity ? `${key}-capacity-error` : undefined}
          value={capacity ?? ''}
          onChange={({ target: { value } }) => onChange({ capacity: value ? Number(value) : null })}
        />
      </label>
      <label className="settings-member-field">
        <span aria-hidden="true">{copy.awayUntil}</span>
        <input
          type="datetime-local"
          className="input"
          aria-label={copy.awayOf(name)}
          aria-invalid={wrong.away ? true : undefined}
          aria-describedby={wrong.away ? `${key}-away-error` : undefined}
          value={until ? toLocalInput(until) : ''}
          onChange={({ target: { value } }) =>
            onChange({ away_until: value ? new Date(value).toISOString() : null })
          }
        />
      </label>
      <RowAction Icon={X} name={copy.takeOut(name)} onClick={onRemove} />
      <FieldError id={`${key}-capacity-error`} text={wrong.capacity} />
      <FieldError id={`${key}-away-error`} text={wrong.away} />
    </li>
  );
}
