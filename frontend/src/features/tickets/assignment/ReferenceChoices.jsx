import { Command } from 'cmdk';
import Check from 'lucide-react/icons/check';
import CircleArrowRight from 'lucide-react/icons/circle-arrow-right';
import { use, useState } from 'react';

import { useAccount } from '../../../domain/session/useAccess.js';
import { Avatar } from '../../../domain/ticket/Avatar.jsx';
import { ClosedMark } from '../../../domain/ticket/ClosedMark.jsx';
import { ticketCopy } from '../../../domain/ticket/copy.js';
import { fold } from '../../../lib/folding.js';
import { useNow } from '../../../ui/hooks/useNow.js';
import { ClosePickerContext, PickerContent } from '../../../ui/menu/PickerContent.jsx';
import { assignmentCopy } from './copy.js';
import { FilterModes } from '../filters/FilterModes.jsx';
import { useAbsences } from './useAbsences.js';
import { useReferences } from './useReferences.js';

/** @typedef {import('../../../types').Reference} Reference */

const ALSO = 'also';

/** @param {Reference | null} value */
const valueFor = (value) => String(value?.id ?? 'nobody');

/** @param {Reference} value */
const toChoice = (value) => ({ value, word: value.name });

/**
 * The agents or teams to choose from, found by typing. Whoever is signed in comes first.
 * @param {object} props
 * @param {import('../../../types').ReferenceField} props.field
 * @param {(id: number | null) => boolean} props.isChosen
 * @param {string} props.nothing the word for nobody
 * @param {boolean} [props.hasSeveral] whether it stays open for another
 * @param {Reference | null} [props.first] a choice before the others
 * @param {{ isNot: boolean, setIsNot: (isNot: boolean) => void }} [props.mode] of a filter
 * @param {{ word: string, run: () => void }} [props.also] something else to do than to choose one
 * @param {(value: Reference | null) => void} props.onChoose
 */
export function ReferenceChoices(props) {
  const { field, isChosen, nothing, hasSeveral = false, first, mode, also, onChoose } = props;
  const [text, setText] = useState('');
  const [active, setActive] = useState('');
  const close = use(ClosePickerContext);
  const account = useAccount();
  const { data, isPending, isPlaceholderData, isError } = useReferences(field, text);
  const isAll = !text.trim();
  const me = field === 'assignee' && account ? { id: account.id, name: account.name } : null;
  const before = me ? { value: me, word: assignmentCopy.me } : first && toChoice(first);
  // Until the server has answered there are those of before: Enter must choose none that does not fit.
  const wanted = fold(text.trim());
  const named = (data ?? []).filter(
    ({ id, name }) => !(isAll && id === me?.id) && fold(name).includes(wanted),
  );
  const absences = useAbsences(field === 'assignee');
  const isAway = (/** @type {Reference} */ { id }) => absences.has(id);
  const found = [...named.filter((one) => !isAway(one)), ...named.filter(isAway)];
  const missing = isError ? assignmentCopy.failed : assignmentCopy.nobodyFound[field];

  /** @param {Reference | null} value */
  const choose = (value) => () => {
    if (!hasSeveral) close();
    onChoose(value);
  };
  /** @type {{ value: Reference | null, word: string }[]} */
  const choices = [
    ...(isAll ? [{ value: null, word: nothing }] : []),
    ...(isAll && before ? [before] : []),
    ...found.map(toChoice),
  ];
  const extra = isAll ? also : undefined;
  const values = [...choices.map(({ value }) => valueFor(value)), ...(extra ? [ALSO] : [])];

  return (
    <PickerContent label={ticketCopy.fields[field]}>
      {mode ? <FilterModes {...mode} /> : null}
      <Command
        label={assignmentCopy.find[field]}
        loop
        shouldFilter={false}
        value={values.includes(active) ? active : values[0]}
        onValueChange={setActive}
      >
        <Command.Input
          className="picker-field"
          placeholder={assignmentCopy.find[field]}
          value={text}
          onValueChange={setText}
          dir={text ? 'auto' : undefined}
        />
        <div role="status">
          <Command.Empty className="picker-empty">
            {isPending || isPlaceholderData ? assignmentCopy.finding : missing}
          </Command.Empty>
        </div>
        <Command.List className="picker-list" label={ticketCopy.fields[field]}>
          {choices.map(({ value, word }) => (
            <Command.Item
              key={valueFor(value)}
              className="menu-item"
              value={valueFor(value)}
              onSelect={choose(value)}
            >
              {field === 'assignee' ? (
                <Avatar name={value?.name ?? ''} kind="agent" look={value ? 'small' : 'nobody'} />
              ) : null}
              <bdi>{word}</bdi>
              {value?.is_closed ? <ClosedMark /> : null}
              <Away until={absences.get(value?.id ?? 0)} />
              {isChosen(value?.id ?? null) ? (
                <span className="menu-end menu-check">
                  <Check aria-hidden="true" />
                  <span className="visually-hidden">{assignmentCopy.chosen}</span>
                </span>
              ) : null}
            </Command.Item>
          ))}
          {extra ? (
            <Command.Item
              className="menu-item"
              value={ALSO}
              onSelect={() => {
                close();
                extra.run();
              }}
            >
              <CircleArrowRight className="picker-icon" aria-hidden="true" />
              <bdi>{extra.word}</bdi>
            </Command.Item>
          ) : null}
        </Command.List>
      </Command>
    </PickerContent>
  );
}

/** @param {{ until: number | undefined }} props */
function Away({ until }) {
  const now = useNow();
  return until ? <span className="hint menu-end">{assignmentCopy.away(until, now)}</span> : null;
}
