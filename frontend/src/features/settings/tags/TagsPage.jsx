import Plus from 'lucide-react/icons/plus';
import TagIcon from 'lucide-react/icons/tag';
import { useEffect, useRef, useState } from 'react';

import { useAccountId } from '../../../domain/session/useAccess.js';
import { useSettled } from '../../../ui/hooks/useSettled.js';
import { settingsCopy } from '../copy.js';
import { draftName, useHasDraft } from '../drafts.js';
import { Empty, PageHead, ReadOnlyNote, SearchBox, useIsAdmin } from '../parts.jsx';
import { QueryState } from '../QueryState.jsx';
import { tagSettingsCopy as copy } from './copy.js';
import { TagEditor } from './TagEditor.jsx';
import { TagRow } from './TagRow.jsx';
import { useTags } from './useTags.js';

const SEARCH_DELAY = 300;

/** @typedef {import('../../../types').Tag} Tag */

/** The tags: the list, or the editor of one. */
export function TagsPage() {
  const [search, setSearch] = useState('');
  const [opened, setOpened] = useState(/** @type {{ tag: Tag | null } | null} */ (null));
  // The one that was edited last, where the focus returns to; 0 for a new one.
  const [last, setLast] = useState(/** @type {number | null} */ (null));

  if (opened) {
    const { tag } = opened;
    const leave = (/** @type {number} */ id) => {
      setLast(id);
      setOpened(null);
    };
    return (
      <>
        <PageHead title={tag ? copy.editTitle : copy.newTitle} onBack={() => leave(tag?.id ?? 0)} />
        <TagEditor tag={tag} onLeave={leave} />
      </>
    );
  }
  return (
    <>
      <PageHead title={copy.title} />
      <p className="settings-text">{copy.text}</p>
      <TagList
        search={search}
        focusOn={last}
        onSearch={setSearch}
        onOpen={(tag) => setOpened({ tag })}
      />
    </>
  );
}

/**
 * @param {object} props
 * @param {string} props.search
 * @param {number | null} props.focusOn
 * @param {(text: string) => void} props.onSearch
 * @param {(tag: Tag | null) => void} props.onOpen
 */
function TagList({ search, focusOn, onSearch, onOpen }) {
  const wanted = useSettled(search.trim(), SEARCH_DELAY);
  const query = useTags(wanted);
  const isAdmin = useIsAdmin();
  const hasDraft = useHasDraft(draftName('tag', null, useAccountId()));
  const list = useRef(/** @type {HTMLDivElement | null} */ (null));
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const tags = data?.pages.flatMap((page) => page.tags);
  const next = isFetchingNextPage ? settingsCopy.loading : settingsCopy.more;

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
        <SearchBox label={copy.search} value={search} onChange={onSearch} />
        {isAdmin ? (
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
      {tags && !tags.length ? (
        <Empty
          Icon={TagIcon}
          title={wanted ? copy.noMatch : copy.none}
          text={wanted ? copy.noMatchText(wanted) : copy.noneText}
        />
      ) : null}
      {tags?.length ? (
        <ul className="settings-rows" aria-label={copy.title}>
          {tags.map((tag) => (
            <TagRow key={tag.id} tag={tag} onOpen={() => onOpen(tag)} />
          ))}
        </ul>
      ) : null}
      {hasNextPage ? (
        <button
          type="button"
          className="button button--soft settings-more"
          aria-disabled={isFetchingNextPage || undefined}
          onClick={() => !isFetchingNextPage && void fetchNextPage()}
        >
          {next}
        </button>
      ) : null}
    </div>
  );
}
