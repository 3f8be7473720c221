import Layers from 'lucide-react/icons/layers';
import Pencil from 'lucide-react/icons/pencil';
import Trash2 from 'lucide-react/icons/trash-2';
import { useEffect, useRef, useState } from 'react';

import { deleteView } from '../../../api/views.js';
import { useAccountId } from '../../../domain/session/useAccess.js';
import { fold } from '../../../lib/folding.js';
import { settingsCopy } from '../copy.js';
import { Deletion } from '../Deletion.jsx';
import { draftName, settingsDrafts, useHasDraft } from '../drafts.js';
import { Empty, PageHead, RowAction, SearchBox } from '../parts.jsx';
import { QueryState } from '../QueryState.jsx';
import { viewSettingsCopy as copy } from './copy.js';
import { useSharedViews, useViewsRefresh } from './useViews.js';
import { ViewEditor } from './ViewEditor.jsx';

const MANY = 8;

/** @typedef {import('../../../types').SharedView} SharedView */

/** The views that are shared: the list, or the editor of one. */
export function ViewsPage() {
  const [opened, setOpened] = useState(/** @type {SharedView | null} */ (null));
  // The one that was edited last, where the focus returns to.
  const [last, setLast] = useState(/** @type {number | null} */ (null));

  if (opened) {
    const leave = () => {
      setLast(opened.id);
      setOpened(null);
    };
    return (
      <>
        <PageHead title={copy.editTitle} onBack={leave} />
        <ViewEditor view={opened} onLeave={leave} />
      </>
    );
  }
  return (
    <>
      <PageHead title={copy.title} />
      <p className="settings-text">{copy.text}</p>
      <ViewList focusOn={last} onOpen={setOpened} />
    </>
  );
}

/** @param {{ focusOn: number | null, onOpen: (view: SharedView) => void }} props */
function ViewList({ focusOn, onOpen }) {
  const query = useSharedViews();
  const [search, setSearch] = useState('');
  const list = useRef(/** @type {HTMLDivElement | null} */ (null));
  const { data } = query;
  const wanted = fold(search.trim());
  const found = data?.filter(({ name }) => fold(name).includes(wanted));

  useEffect(() => {
    if (focusOn === null) return;
    const edited = list.current?.querySelector(`[data-row="${focusOn}"] button`);
    const target = edited ?? list.current?.querySelector('button') ?? list.current;
    /** @type {HTMLElement | null | undefined} */ (target)?.focus();
    // Once, when the list takes the editor's place.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  return (
    <div className="settings-list" ref={list} tabIndex={-1}>
      <div className="settings-bar">
        {data && data.length > MANY ? (
          <SearchBox label={copy.search} value={search} onChange={setSearch} />
        ) : null}
      </div>
      <QueryState query={query} failed={copy.failed} />
      {found && !found.length ? (
        <Empty
          Icon={Layers}
          title={wanted ? copy.noMatch : copy.none}
          text={wanted ? copy.noMatchText(search.trim()) : copy.noneText}
        />
      ) : null}
      {found?.length ? (
        <ul className="settings-rows" aria-label={copy.title}>
          {found.map((view) => (
            <ViewRow key={view.id} view={view} onOpen={() => onOpen(view)} />
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** @param {{ view: SharedView, onOpen: () => void }} props */
function ViewRow({ view, onOpen }) {
  const { id, name, owner, team } = view;
  const by = useAccountId();
  const refresh = useViewsRefresh();
  const [isAsking, setIsAsking] = useState(false);
  const hasDraft = useHasDraft(draftName('view', id, by));
  const remove = useRef(/** @type {HTMLButtonElement | null} */ (null));
  return (
    <li className="settings-row" data-row={id}>
      <div className="settings-words">
        <div className="settings-row-head">
          <h4 className="settings-name">
            <bdi>{name}</bdi>
          </h4>
          {hasDraft ? <span className="settings-draft">{settingsCopy.hasDraft}</span> : null}
        </div>
        <p className="settings-facts">
          <bdi>{team ? copy.withTeam(team.name) : copy.withEveryone}</bdi>
          <bdi>{owner ? copy.by(owner.name) : copy.byNobody}</bdi>
        </p>
      </div>
      {view.can_edit ? (
        <div className="settings-row-actions">
          <RowAction Icon={Pencil} name={copy.edit(name)} onClick={onOpen} />
          <RowAction
            Icon={Trash2}
            name={copy.remove(name)}
            aria-expanded={isAsking}
            ref={remove}
            onClick={() => setIsAsking(true)}
          />
        </div>
      ) : null}
      {isAsking ? (
        <Deletion
          name={name}
          question={copy.deletion.question(name)}
          text={team ? copy.deletion.team(team.name) : copy.deletion.everyone}
          send={() => deleteView(id, view.version)}
          onDone={() => {
            settingsDrafts.remove(draftName('view', id, by));
            void refresh();
          }}
          onKeep={() => {
            setIsAsking(false);
            requestAnimationFrame(() => remove.current?.focus());
          }}
          onChanged={() => void refresh()}
        />
      ) : null}
    </li>
  );
}
