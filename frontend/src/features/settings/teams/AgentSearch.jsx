import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { useState } from 'react';

import { findAgents } from '../../../api/mentions.js';
import { Avatar } from '../../../domain/ticket/Avatar.jsx';
import { fold } from '../../../lib/folding.js';
import { useEscape } from '../../../ui/hooks/escape.js';
import { teamsCopy } from './copy.js';

const copy = teamsCopy.editor;
const FRESH = 60_000;

/**
 * The agents to choose from, found by typing; it stays open for another.
 * @param {object} props
 * @param {number[]} props.without the ids of those who are chosen
 * @param {(agent: import('../../../types').Agent) => void} props.onChoose
 * @param {() => void} props.onClose
 */
export function AgentSearch({ without, onChoose, onClose }) {
  const [text, setText] = useState('');
  const search = text.trim();
  const { data, isPending, isPlaceholderData, isError } = useQuery({
    queryKey: ['references', 'assignee', search],
    queryFn: ({ signal }) => findAgents(search, { signal }),
    placeholderData: keepPreviousData,
    staleTime: FRESH,
    retry: false,
  });
  useEscape(true, onClose);
  // Until the server has answered there are those of before.
  const wanted = fold(search);
  const named = (data ?? []).filter(({ name }) => fold(name).includes(wanted));
  const found = named.filter(({ id }) => !without.includes(id));
  const nobody = named.length ? copy.allIn : copy.nobodyFound;
  const missing = isError ? copy.findFailed : nobody;

  return (
    <div className="settings-agents">
      <Command label={copy.find} loop shouldFilter={false}>
        <Command.Input
          className="picker-field"
          // eslint-disable-next-line jsx-a11y/no-autofocus -- it takes the place of the button that was pressed
          autoFocus
          placeholder={copy.find}
          value={text}
          onValueChange={setText}
          dir={text ? 'auto' : undefined}
        />
        <div role="status">
          <Command.Empty className="picker-empty">
            {isPending || isPlaceholderData ? copy.finding : missing}
          </Command.Empty>
        </div>
        <Command.List className="picker-list" label={copy.find}>
          {found.map(({ id, name }) => (
            <Command.Item
              key={id}
              className="menu-item"
              value={String(id)}
              onSelect={() => {
                onChoose({ id, name });
                setText('');
              }}
            >
              <Avatar name={name} kind="agent" look="small" />
              <bdi>{name}</bdi>
            </Command.Item>
          ))}
        </Command.List>
      </Command>
      <button type="button" className="button button--small button--quiet" onClick={onClose}>
        {copy.done}
      </button>
    </div>
  );
}
