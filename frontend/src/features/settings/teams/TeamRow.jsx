import ChevronDown from 'lucide-react/icons/chevron-down';
import Pencil from 'lucide-react/icons/pencil';
import Trash2 from 'lucide-react/icons/trash-2';
import { useRef, useState } from 'react';

import { useAccountId } from '../../../domain/session/useAccess.js';
import { ClosedMark } from '../../../domain/ticket/ClosedMark.jsx';
import { ticketCopy } from '../../../domain/ticket/copy.js';
import { useNow } from '../../../ui/hooks/useNow.js';
import { settingsCopy } from '../copy.js';
import { draftName, useHasDraft } from '../drafts.js';
import { RowAction, useIsAdmin } from '../parts.jsx';
import { teamsCopy as copy } from './copy.js';
import { TeamDeletion } from './TeamDeletion.jsx';
import { categoriesOf, isAway } from './values.js';

/**
 * One team in the list.
 * @param {object} props
 * @param {import('../../../types').Team} props.team
 * @param {import('../../../types').CategoryTeams} props.categories
 * @param {() => void} props.onOpen
 * @param {() => void} props.onChanged
 */
export function TeamRow({ team, categories, onOpen, onChanged }) {
  const { id, name } = team;
  const isAdmin = useIsAdmin();
  const [shown, setShown] = useState(/** @type {'members' | 'deletion' | null} */ (null));
  const hasDraft = useHasDraft(draftName('team', id, useAccountId()));
  const remove = useRef(/** @type {HTMLButtonElement | null} */ (null));

  function keep() {
    setShown(null);
    requestAnimationFrame(() => remove.current?.focus());
  }

  return (
    <li className="settings-row" data-row={id}>
      <div className="settings-words">
        <div className="settings-row-head">
          <h4 className="settings-name">
            <bdi>{name}</bdi>
          </h4>
          {team.is_closed ? <ClosedMark /> : null}
          {hasDraft ? <span className="settings-draft">{settingsCopy.hasDraft}</span> : null}
        </div>
        <Facts team={team} categories={categories} />
      </div>
      <div className="settings-row-actions">
        {isAdmin ? (
          <>
            <RowAction Icon={Pencil} name={copy.edit(name)} onClick={onOpen} />
            <RowAction
              Icon={Trash2}
              name={copy.remove(name)}
              aria-expanded={shown === 'deletion'}
              ref={remove}
              onClick={() => setShown('deletion')}
            />
          </>
        ) : null}
        {!isAdmin && team.members?.length ? (
          <RowAction
            Icon={ChevronDown}
            name={copy.look(name)}
            aria-expanded={shown === 'members'}
            onClick={() => setShown(shown ? null : 'members')}
          />
        ) : null}
      </div>
      {shown === 'members' ? <MemberNames members={team.members ?? []} /> : null}
      {shown === 'deletion' ? (
        <TeamDeletion team={team} onKeep={keep} onChanged={onChanged} />
      ) : null}
    </li>
  );
}

/** @param {Pick<import('react').ComponentProps<typeof TeamRow>, 'team' | 'categories'>} props */
function Facts({ team: { id, members, assignment }, categories }) {
  const now = useNow();
  const away = members?.filter((member) => isAway(member, now)).length ?? 0;
  const gets = categoriesOf(categories, id).map((category) => ticketCopy.values[category]);
  return (
    <p className="settings-facts">
      <span>{members ? copy.members(members.length) : copy.membersHidden}</span>
      {away ? <span>{copy.away(away)}</span> : null}
      <span>{copy.assignment[assignment ?? 'off'].short}</span>
      {gets.length ? <span>{copy.gets(gets)}</span> : null}
    </p>
  );
}

/** @param {{ members: NonNullable<import('../../../types').Team['members']> }} props */
function MemberNames({ members }) {
  const now = useNow();
  return (
    <ul className="settings-members-names">
      {members.map((member) => (
        <li key={member.id}>
          <bdi>{member.name}</bdi>
          {typeof member.capacity === 'number' ? (
            <span className="hint">{copy.upTo(member.capacity)}</span>
          ) : null}
          {isAway(member, now) ? (
            <span className="hint">{copy.awayUntil(String(member.away_until), now)}</span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
