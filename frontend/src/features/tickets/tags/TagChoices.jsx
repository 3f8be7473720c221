import { Command } from 'cmdk';
import Check from 'lucide-react/icons/check';
import Minus from 'lucide-react/icons/minus';
import Plus from 'lucide-react/icons/plus';
import { useState } from 'react';

import { TAG_NAME_MAX } from '../../../api/vocabulary.js';
import { hasTag } from '../../../domain/ticket/tagEdits.js';
import { Tag } from '../../../domain/ticket/Tag.jsx';
import { fold } from '../../../lib/folding.js';
import { cleanName } from '../../../lib/text.js';
import { PickerContent } from '../../../ui/menu/PickerContent.jsx';
import { tagsCopy } from './copy.js';
import { colorOf } from './tagColors.js';
import { useTags } from './useTags.js';

/** @typedef {boolean | 'mixed'} State whether a tag is chosen, or on some of several tickets */

const NOTHING_KNOWN = { tag_colors: {} };

/**
 * Return why no tag can be called so, or null.
 * @param {string} name
 */
function problemOf(name) {
  if (name.length > TAG_NAME_MAX) return tagsCopy.tooLong;
  if (name.includes(',')) return tagsCopy.comma;
  return fold(name) === 'none' ? tagsCopy.reserved : null;
}

/**
 * Tags to choose from, several of them, found by typing. Those of `first` stand in front.
 * @param {object} props
 * @param {string[]} props.first
 * @param {(name: string) => State} props.stateOf
 * @param {(name: string) => void} props.onToggle
 * @param {boolean} [props.canCreate]
 * @param {boolean} [props.isFull] whether no other one can be chosen
 * @param {import('react').ReactNode} [props.children] what is below the list
 */
export function TagChoices({ first, stateOf, onToggle, canCreate = false, isFull, children }) {
  const [text, setText] = useState('');
  const [active, setActive] = useState('');
  const { data, isPending, isPlaceholderData, isError } = useTags(text);
  const name = cleanName(text);
  const wanted = fold(name);
  const isSettled = !isPending && !isPlaceholderData && !isError;
  const others = (data ?? []).map((tag) => tag.name).filter((one) => !hasTag(first, one));
  const found = [...first, ...others].filter((one) => fold(one).includes(wanted));
  const isNew = canCreate && isSettled && wanted !== '' && !hasTag(found, name);
  const problem = isNew ? problemOf(name) : null;
  const find = canCreate ? tagsCopy.findOrCreate : tagsCopy.find;
  const isOff = (/** @type {string} */ one) => isFull && stateOf(one) === false;

  /** @param {string} one */
  const choose = (one) => () => {
    if (isOff(one)) return;
    setText('');
    onToggle(one);
  };

  const items = [
    ...found.map((one) => ({ key: `tag ${one}`, name: one, isNew: false })),
    ...(isNew && !problem ? [{ key: 'new', name, isNew: true }] : []),
  ];
  const keys = items.map(({ key }) => key);

  return (
    <PickerContent label={tagsCopy.tags}>
      <Command
        label={find}
        loop
        shouldFilter={false}
        value={keys.includes(active) ? active : (keys[0] ?? '')}
        onValueChange={setActive}
      >
        <Command.Input
          className="picker-field"
          placeholder={find}
          value={text}
          onValueChange={setText}
          dir={text ? 'auto' : undefined}
        />
        <div role="status">
          <Notice
            text={problem ?? (isFull ? tagsCopy.full : null)}
            isEmpty={!items.length}
            ifEmpty={emptyWord({ isError, isSettled, wanted, canCreate })}
          />
        </div>
        <Command.List className="picker-list" label={tagsCopy.tags}>
          {items.map(({ key, name: one, isNew: isCreation }) => (
            <Command.Item
              key={key}
              className="menu-item"
              value={key}
              disabled={isOff(one)}
              onSelect={choose(one)}
            >
              {isCreation ? (
                <>
                  <Plus aria-hidden="true" />
                  <bdi title={one}>{tagsCopy.create(one)}</bdi>
                </>
              ) : (
                <>
                  <Tag name={one} color={colorOf(NOTHING_KNOWN, one)} />
                  <Mark state={stateOf(one)} />
                </>
              )}
            </Command.Item>
          ))}
        </Command.List>
      </Command>
      {children}
    </PickerContent>
  );
}

/** @param {{ isError: boolean, isSettled: boolean, wanted: string, canCreate: boolean }} now */
function emptyWord({ isError, isSettled, wanted, canCreate }) {
  if (isError) return tagsCopy.failed;
  if (!isSettled) return tagsCopy.finding;
  if (wanted) return tagsCopy.noneFound;
  return canCreate ? tagsCopy.noneYet : tagsCopy.noneToFilter;
}

/** @param {{ text: string | null, isEmpty: boolean, ifEmpty: string }} props */
function Notice({ text, isEmpty, ifEmpty }) {
  const shown = text ?? (isEmpty ? ifEmpty : null);
  return shown ? <p className="picker-empty">{shown}</p> : null;
}

/** @param {{ state: State }} props */
function Mark({ state }) {
  if (!state) return null;
  const Icon = state === 'mixed' ? Minus : Check;
  return (
    <span className="menu-end menu-check">
      <Icon aria-hidden="true" />
      <span className="visually-hidden">
        {state === 'mixed' ? tagsCopy.mixed : tagsCopy.chosen}
      </span>
    </span>
  );
}
