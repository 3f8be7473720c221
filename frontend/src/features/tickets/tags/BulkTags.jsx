import { useQueryClient } from '@tanstack/react-query';
import { use, useState } from 'react';

import { hasTag } from '../../../domain/ticket/tagEdits.js';
import { listedTickets } from '../../../domain/ticket/ticketCache.js';
import { ClosePickerContext } from '../../../ui/menu/PickerContent.jsx';
import { nextEdit, statesOf } from './bulkEdit.js';
import { tagsCopy } from './copy.js';
import { TagChoices } from './TagChoices.jsx';

/** @typedef {import('../../../types').TagEdit} TagEdit */

/**
 * Tags to add to the selected tickets, and to take off, all at once.
 * @param {object} props
 * @param {ReturnType<typeof import('../list/useSelection.js').useSelection>} props.selection
 * @param {(edit: TagEdit) => void} props.onApply
 */
export function BulkTags({ selection, onApply }) {
  const client = useQueryClient();
  const close = use(ClosePickerContext);
  const [states] = useState(() => {
    const listed = listedTickets(client);
    const known = [...selection.ids].map((id) => listed.get(id)?.tags ?? []);
    return statesOf(known, selection.isAll);
  });
  const [edit, setEdit] = useState(/** @type {TagEdit} */ ({ add: [], remove: [] }));
  const before = (/** @type {string} */ name) => states.get(name) ?? false;

  /** @param {string} name */
  function stateOf(name) {
    if (hasTag(edit.add, name)) return true;
    return hasTag(edit.remove, name) ? false : before(name);
  }

  const isChanged = edit.add.length + edit.remove.length > 0;
  return (
    <TagChoices
      first={[...states.keys(), ...edit.add.filter((name) => !states.has(name))]}
      stateOf={stateOf}
      canCreate
      onToggle={(name) => setEdit(nextEdit(edit, name, before(name)))}
    >
      <div className="picker-foot">
        {isChanged ? (
          <button
            type="button"
            className="button button--small button--primary"
            onClick={() => {
              close();
              onApply(edit);
            }}
          >
            {tagsCopy.apply}
          </button>
        ) : (
          <p>{tagsCopy.applyHint}</p>
        )}
      </div>
    </TagChoices>
  );
}
