import { Command } from 'cmdk';
import Check from 'lucide-react/icons/check';
import { use, useState } from 'react';

import { useAccount } from '../../../domain/session/useAccess.js';
import { Avatar } from '../../../domain/ticket/Avatar.jsx';
import { ticketCopy } from '../../../domain/ticket/copy.js';
import { ClosePickerContext, PickerContent } from '../../../ui/menu/PickerContent.jsx';
import { assignmentCopy } from './copy.js';
import { useReferences } from './useReferences.js';

/** @typedef {import('../../../types').Reference} Reference */

/**
 * The agents or teams to choose from, found by typing. Whoever is signed in comes first.
 * @param {object} props
 * @param {import('../../../types').ReferenceField} props.field
 * @param {(id: number | null) => boolean} props.isChosen
 * @param {string} props.nothing the word for nobody
 * @param {boolean} [props.hasSeveral] whether it stays open for another
 * @param {(value: Reference | null) => void} props.onChoose
 */
export function ReferenceChoices({ field, isChosen, nothing, hasSeveral = false, onChoose }) {
  const [text, setText] = useState('');
  const close = use(ClosePickerContext);
  const account = useAccount();
  const { data, isPending, isError } = useReferences(field, text);
  const isAll = !text.trim();
  const me = field === 'assignee' && account ? { id: account.id, name: account.name } : null;
  const found = (data ?? []).filter(({ id }) => !(isAll && id === me?.id));
  const missing = isError ? assignmentCopy.failed : assignmentCopy.nobodyFound[field];

  /** @param {Reference | null} value @param {string} word */
  const item = (value, word) => (
    <Command.Item
      key={value?.id ?? 'nobody'}
      className="menu-item"
      value={String(value?.id ?? 'nobody')}
      onSelect={() => {
        if (!hasSeveral) close();
        onChoose(value);
      }}
    >
      <Face field={field} name={value?.name ?? ''} />
      <bdi>{word}</bdi>
      <span className="menu-end">
        {isChosen(value?.id ?? null) ? <Check className="menu-check" aria-label="✓" /> : null}
      </span>
    </Command.Item>
  );

  return (
    <PickerContent label={ticketCopy.fields[field]}>
      <Command label={ticketCopy.fields[field]} loop shouldFilter={false}>
        <Command.Input
          className="picker-field"
          placeholder={assignmentCopy.find[field]}
          aria-label={assignmentCopy.find[field]}
          value={text}
          onValueChange={setText}
          dir={text ? 'auto' : undefined}
        />
        <div role="status">
          <Command.Empty className="picker-empty">
            {isPending ? assignmentCopy.finding : missing}
          </Command.Empty>
        </div>
        <Command.List className="picker-list" label={ticketCopy.fields[field]}>
          {isAll ? item(null, nothing) : null}
          {isAll && me ? item(me, assignmentCopy.me) : null}
          {found.map((one) => item(one, one.name))}
        </Command.List>
      </Command>
    </PickerContent>
  );
}

/** @param {{ field: import('../../../types').ReferenceField, name: string }} props */
function Face({ field, name }) {
  return field === 'assignee' ? <Avatar name={name} kind="agent" look="small" /> : null;
}
