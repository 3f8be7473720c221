import Plus from 'lucide-react/icons/plus';
import UsersRound from 'lucide-react/icons/users-round';
import { useEffect, useRef, useState } from 'react';

import { useAccountId } from '../../../domain/session/useAccess.js';
import { fold } from '../../../lib/folding.js';
import { draftName, useHasDraft } from '../drafts.js';
import { Empty, PageHead, ReadOnlyNote, SearchBox, useIsAdmin } from '../parts.jsx';
import { QueryState } from '../QueryState.jsx';
import { teamsCopy as copy } from './copy.js';
import { TeamEditor } from './TeamEditor.jsx';
import { TeamRow } from './TeamRow.jsx';
import { useTeams } from './useTeams.js';

const MANY = 8;

/** @typedef {import('../../../types').Team} Team */

/** The teams: the list, or the editor of one. */
export function TeamsPage() {
  const query = useTeams();
  const [opened, setOpened] = useState(/** @type {{ team: Team | null } | null} */ (null));
  // The one that was edited last, where the focus returns to; 0 for a new one.
  const [last, setLast] = useState(/** @type {number | null} */ (null));

  if (opened && query.data) {
    const { team } = opened;
    const leave = (/** @type {number} */ id) => {
      setLast(id);
      setOpened(null);
    };
    return (
      <>
        <PageHead
          title={team ? copy.editTitle : copy.newTitle}
          onBack={() => leave(team?.id ?? 0)}
        />
        <TeamEditor team={team} categories={query.data.categories} onLeave={leave} />
      </>
    );
  }
  return (
    <>
      <PageHead title={copy.title} />
      <p className="settings-text">{copy.text}</p>
      <TeamList query={query} focusOn={last} onOpen={(team) => setOpened({ team })} />
    </>
  );
}

/**
 * @param {object} props
 * @param {ReturnType<typeof useTeams>} props.query
 * @param {number | null} props.focusOn
 * @param {(team: Team | null) => void} props.onOpen
 */
function TeamList({ query, focusOn, onOpen }) {
  const [search, setSearch] = useState('');
  const isAdmin = useIsAdmin();
  const hasDraft = useHasDraft(draftName('team', null, useAccountId()));
  const list = useRef(/** @type {HTMLDivElement | null} */ (null));
  const { data } = query;
  const wanted = fold(search.trim());
  const found = data?.teams.filter(({ name }) => fold(name).includes(wanted)) ?? [];

  useEffect(() => {
    if (focusOn === null) return;
    const edited = list.current?.querySelector(`[data-row="${focusOn}"] button`);
    const target = edited ?? list.current?.querySelector('[data-create]');
    /** @type {HTMLElement | null | undefined} */ (target)?.focus();
    // Once, when the list takes the editor's place.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  return (
    <div className="settings-list" ref={list}>
      <ReadOnlyNote />
      <div className="settings-bar">
        {data && data.teams.length > MANY ? (
          <SearchBox label={copy.search} value={search} onChange={setSearch} />
        ) : null}
        {isAdmin && data ? (
          <button
            type="button"
            className="button button--primary"
            data-create=""
            onClick={() => onOpen(null)}
          >
            <Plus aria-hidden="true" />
            <span>{hasDraft ? copy.goOn : copy.create}</span>
          </button>
        ) : null}
      </div>
      <QueryState query={query} failed={copy.failed} />
      {data && !found.length ? (
        <Empty
          Icon={UsersRound}
          title={wanted ? copy.noMatch : copy.none}
          text={wanted ? copy.noMatchText(search.trim()) : copy.noneText}
        />
      ) : null}
      {data && found.length ? (
        <ul className="settings-rows" aria-label={copy.title}>
          {found.map((team) => (
            <TeamRow
              key={team.id}
              team={team}
              categories={data.categories}
              onOpen={() => onOpen(team)}
              onChanged={() => void query.refetch()}
            />
          ))}
        </ul>
      ) : null}
    </div>
  );
}
