import Merge from 'lucide-react/icons/merge';
import Pencil from 'lucide-react/icons/pencil';
import Trash2 from 'lucide-react/icons/trash-2';
import { useRef, useState } from 'react';

import { deleteTag } from './api.js';
import { useAccountId } from '../../../domain/session/useAccess.js';
import { Tag } from '../../../domain/ticket/Tag.jsx';
import { settingsCopy } from '../copy.js';
import { Deletion } from '../Deletion.jsx';
import { draftName, settingsDrafts, useHasDraft } from '../drafts.js';
import { RowAction, useIsAdmin } from '../parts.jsx';
import { tagSettingsCopy as copy } from './copy.js';
import { TagMerging } from './TagMerging.jsx';
import { useTagCount, useTagsRefresh } from './useTags.js';

/**
 * One tag in the list.
 * @param {{ tag: import('../../../types').Tag, onOpen: () => void }} props
 */
export function TagRow({ tag, onOpen }) {
  const { id, name } = tag;
  const [shown, setShown] = useState(/** @type {'deletion' | 'merging' | null} */ (null));
  const hasDraft = useHasDraft(draftName('tag', id, useAccountId()));
  const row = useRef(/** @type {HTMLLIElement | null} */ (null));

  function keep() {
    const opener = shown;
    setShown(null);
    requestAnimationFrame(() =>
      /** @type {HTMLElement | null | undefined} */ (
        row.current?.querySelector(`[data-shows="${opener}"]`)
      )?.focus(),
    );
  }

  return (
    <li className="settings-row" data-row={id} ref={row}>
      <div className="settings-words">
        <div className="settings-row-head">
          <h4 className="settings-tag">
            <Tag name={name} color={tag.color} />
          </h4>
          {hasDraft ? <span className="settings-draft">{settingsCopy.hasDraft}</span> : null}
        </div>
      </div>
      {useIsAdmin() ? (
        <div className="settings-row-actions">
          <RowAction Icon={Pencil} name={copy.edit(name)} onClick={onOpen} />
          <RowAction
            Icon={Merge}
            name={copy.merge(name)}
            aria-expanded={shown === 'merging'}
            data-shows="merging"
            onClick={() => setShown('merging')}
          />
          <RowAction
            Icon={Trash2}
            name={copy.remove(name)}
            aria-expanded={shown === 'deletion'}
            data-shows="deletion"
            onClick={() => setShown('deletion')}
          />
        </div>
      ) : null}
      {shown === 'deletion' ? <TagDeletion tag={tag} onKeep={keep} /> : null}
      {shown === 'merging' ? <TagMerging tag={tag} onClose={keep} /> : null}
    </li>
  );
}

/** @param {{ tag: import('../../../types').Tag, onKeep: () => void }} props */
function TagDeletion({ tag, onKeep }) {
  const by = useAccountId();
  const refresh = useTagsRefresh();
  const { count, isError } = useTagCount(tag);
  const known = count === undefined ? copy.counting : copy.deletion.text(count);
  return (
    <Deletion
      name={tag.name}
      question={copy.deletion.question(tag.name)}
      text={isError ? copy.deletion.notCounted : known}
      send={() => deleteTag(tag.id, tag.version)}
      onDone={() => {
        settingsDrafts.remove(draftName('tag', tag.id, by));
        void refresh();
      }}
      onKeep={onKeep}
      onChanged={() => void refresh()}
    />
  );
}
