import { useState } from 'react';

import { TAGS_MAX } from '../../../api/vocabulary.js';
import { hasTag, toggled } from '../../../domain/ticket/tagEdits.js';
import { tagsCopy } from './copy.js';
import { TagChoices } from './TagChoices.jsx';

/** @typedef {'tag' | 'tag_all' | 'exclude_tag'} Mode */
/** @typedef {Pick<import('../../../types').TicketFilters, Mode>} TagFilters */

const MODES = /** @type {const} */ (['tag', 'tag_all', 'exclude_tag']);
const NONE = 'none';

/**
 * Tags to filter by: tickets with any, with all or with none of them, or without tags.
 * @param {object} props
 * @param {TagFilters} props.chosen
 * @param {(filters: Partial<TagFilters>) => void} props.onChange
 */
export function TagFilterChoices({ chosen, onChange }) {
  const [mode, setMode] = useState(
    /** @returns {Mode} */ () => MODES.find((one) => chosen[one].length) ?? 'tag',
  );
  const names = chosen[mode];
  const isUntagged = chosen.tag.includes(NONE);
  return (
    <TagChoices
      first={names.filter((name) => name !== NONE)}
      stateOf={(name) => hasTag(names, name)}
      isFull={names.length >= TAGS_MAX}
      onToggle={(name) => onChange({ [mode]: toggled(names, name) })}
    >
      <div className="picker-foot">
        <div className="filter-modes" role="group" aria-label={tagsCopy.mode}>
          {MODES.map((one) => (
            <button
              key={one}
              type="button"
              className="filter-mode"
              aria-pressed={mode === one}
              onClick={() => setMode(one)}
            >
              {tagsCopy.modes[one]}
            </button>
          ))}
        </div>
        <label className="tag-none">
          <input
            type="checkbox"
            checked={isUntagged}
            onChange={() => onChange({ tag: toggled(chosen.tag, NONE) })}
          />
          <span>{tagsCopy.without}</span>
        </label>
      </div>
    </TagChoices>
  );
}
