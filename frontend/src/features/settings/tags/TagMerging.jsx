import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { useEffect, useRef, useState } from 'react';

import { asApiError } from '../../../api/errors.js';
import { findTags } from '../../../api/mentions.js';
import { mergeTag } from './api.js';
import { useAccountId } from '../../../domain/session/useAccess.js';
import { Tag } from '../../../domain/ticket/Tag.jsx';
import { fold } from '../../../lib/folding.js';
import { useEscape } from '../../../ui/hooks/escape.js';
import { draftName, settingsDrafts } from '../drafts.js';
import { say } from '../said.js';
import { tagSettingsCopy } from './copy.js';
import { TAGS, useTagCount, useTagsRefresh } from './useTags.js';

const copy = tagSettingsCopy.merging;

/** @typedef {import('../../../types').Tag} TagType */

/**
 * Merges a tag into another one: it is chosen first, then what it touches is told.
 * @param {{ tag: TagType, onClose: () => void }} props
 */
export function TagMerging({ tag, onClose }) {
  const [into, setInto] = useState(/** @type {TagType | null} */ (null));
  useEscape(true, () => (into ? setInto(null) : onClose()));
  return into ? (
    <Question tag={tag} into={into} onBack={() => setInto(null)} onClose={onClose} />
  ) : (
    <Choice tag={tag} onChoose={setInto} onClose={onClose} />
  );
}

/** @param {{ tag: TagType, onChoose: (into: TagType) => void, onClose: () => void }} props */
function Choice({ tag, onChoose, onClose }) {
  const [text, setText] = useState('');
  const search = text.trim();
  const { data, isPending, isPlaceholderData, isError } = useQuery({
    queryKey: [...TAGS, search],
    queryFn: ({ signal }) => findTags(search, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  });
  const wanted = fold(search);
  const found = (data ?? []).filter(({ id, name }) => id !== tag.id && fold(name).includes(wanted));
  const missing = isError ? copy.failed : copy.noneFound;
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  useEffect(() => void box.current?.scrollIntoView?.({ block: 'nearest' }), [data]);
  return (
    <div
      className="settings-question settings-merging"
      ref={box}
      role="group"
      aria-label={copy.question(tag.name)}
    >
      <p>
        <b>
          <bdi>{copy.question(tag.name)}</bdi>
        </b>
      </p>
      <Command label={copy.find} loop shouldFilter={false}>
        <Command.Input
          className="picker-field"
          // eslint-disable-next-line jsx-a11y/no-autofocus -- it was asked for by a button
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
          {found.map((one) => (
            <Command.Item
              key={one.id}
              className="menu-item"
              value={String(one.id)}
              onSelect={() => onChoose(one)}
            >
              <Tag name={one.name} color={one.color} />
            </Command.Item>
          ))}
        </Command.List>
      </Command>
      <button type="button" className="button button--small button--quiet" onClick={onClose}>
        {copy.cancel}
      </button>
    </div>
  );
}

/** @param {{ tag: TagType, into: TagType, onBack: () => void, onClose: () => void }} props */
function Question({ tag, into, onBack, onClose }) {
  const by = useAccountId();
  const refresh = useTagsRefresh();
  const { count, isError } = useTagCount(tag);
  const [isPending, setIsPending] = useState(false);
  const [problem, setProblem] = useState('');
  const other = useRef(/** @type {HTMLButtonElement | null} */ (null));
  useEffect(() => other.current?.focus(), []);
  const isCounting = count === undefined && !isError;
  const text = isCounting ? tagSettingsCopy.counting : copy.text(tag.name, into.name, count);

  async function merge() {
    if (isPending) return;
    setIsPending(true);
    setProblem('');
    try {
      await mergeTag(tag.id, into.id, tag.version);
    } catch (error) {
      const { kind, message } = asApiError(error);
      setProblem(kind === 'conflict' ? copy.changed : copy.notDone(message));
      setIsPending(false);
      void refresh();
      return;
    }
    settingsDrafts.remove(draftName('tag', tag.id, by));
    say({ text: copy.done(tag.name, into.name) });
    /** @type {HTMLElement | null | undefined} */ (
      other.current?.closest('.settings-page')?.querySelector('input')
    )?.focus();
    onClose();
    await refresh();
  }

  const question = copy.sure(tag.name, into.name);
  return (
    <div className="settings-question" role="group" aria-label={question}>
      <p role={problem ? 'alert' : 'status'}>
        {problem || (
          <>
            <b>
              <bdi>{question}</bdi>
            </b>{' '}
            <span>{text}</span>
          </>
        )}
      </p>
      <button
        type="button"
        className="button button--small button--danger"
        aria-disabled={isPending || undefined}
        onClick={() => void merge()}
      >
        {isPending ? copy.merging : copy.confirm}
      </button>
      <button
        type="button"
        className="button button--small button--quiet"
        ref={other}
        onClick={onBack}
      >
        {copy.other}
      </button>
    </div>
  );
}
