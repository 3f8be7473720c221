import { Switch } from 'radix-ui';
import { useId } from 'react';

import { CATEGORIES } from '../../../api/vocabulary.js';
import { useAccountId } from '../../../domain/session/useAccess.js';
import { ticketCopy } from '../../../domain/ticket/copy.js';
import { draftName } from '../drafts.js';
import { EditorForm } from '../EditorForm.jsx';
import { Field } from '../Field.jsx';
import { useEditor } from '../useEditor.js';
import { teamsCopy } from './copy.js';
import { Members } from './Members.jsx';
import { useTeamChanges } from './useTeams.js';
import { EMPTY, check, formOf } from './values.js';

const copy = teamsCopy.editor;

/** @typedef {import('./values.js').TeamForm} TeamForm */

const WAYS = /** @type {TeamForm['assignment'][]} */ (Object.keys(teamsCopy.assignment));

/**
 * The editor of a team.
 * @param {object} props
 * @param {import('../../../types').Team | null} props.team null for a new one
 * @param {import('../../../types').CategoryTeams} props.categories
 * @param {(id: number) => void} props.onLeave called with the team's id, 0 for none
 */
export function TeamEditor({ team, categories, onLeave }) {
  const id = useId();
  const { read, send, tell } = useTeamChanges(team?.id ?? null);
  const editor = useEditor({
    name: draftName('team', team?.id ?? null, useAccountId()),
    start: team
      ? { values: formOf(team, categories), version: team.version }
      : { values: EMPTY, version: 0 },
    check,
    send,
    read,
    onSaved: (saved, before) => {
      tell(saved, before);
      onLeave(saved.team.id);
    },
  });
  const { values, change, problems } = editor;

  return (
    <EditorForm editor={editor} names={teamsCopy.fields} onLeave={() => onLeave(team?.id ?? 0)}>
      <Field
        id={`${id}-name`}
        label={copy.name}
        error={problems.name}
        input={{
          value: values.name,
          maxLength: 60,
          placeholder: copy.namePlaceholder,
          dir: values.name ? 'auto' : undefined,
          required: true,
          onChange: (event) => change({ name: event.target.value }),
        }}
      />
      <Ways value={values.assignment} onChange={(assignment) => change({ assignment })} />
      <div className="settings-switch">
        <Switch.Root
          id={`${id}-closed`}
          className="switch"
          aria-describedby={`${id}-closed-hint`}
          checked={values.is_closed}
          onCheckedChange={(isClosed) => change({ is_closed: isClosed })}
        >
          <Switch.Thumb className="switch-thumb" />
        </Switch.Root>
        <label className="label" htmlFor={`${id}-closed`}>
          {copy.closed}
        </label>
        <p className="hint" id={`${id}-closed-hint`}>
          {copy.closedHint}
        </p>
      </div>
      <Categories
        id={team?.id ?? null}
        teams={categories}
        value={values.categories}
        onChange={(chosen) => change({ categories: chosen })}
      />
      <Members
        members={values.members}
        problems={problems}
        onChange={(members) => change({ members })}
      />
    </EditorForm>
  );
}

/** @param {{ value: TeamForm['assignment'], onChange: (way: TeamForm['assignment']) => void }} props */
function Ways({ value, onChange }) {
  const id = useId();
  return (
    <fieldset className="settings-choices">
      <legend className="label">{copy.assignment}</legend>
      {WAYS.map((way) => (
        <label key={way} className="settings-way">
          <input
            type="radio"
            name={id}
            value={way}
            checked={value === way}
            aria-labelledby={`${id}-${way}`}
            aria-describedby={`${id}-${way}-hint`}
            onChange={() => onChange(way)}
          />
          <span className="settings-way-name" id={`${id}-${way}`}>
            {teamsCopy.assignment[way].name}
          </span>
          <span className="hint" id={`${id}-${way}-hint`}>
            {teamsCopy.assignment[way].hint}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/**
 * @param {object} props
 * @param {number | null} props.id
 * @param {import('../../../types').CategoryTeams} props.teams
 * @param {TeamForm['categories']} props.value
 * @param {(value: TeamForm['categories']) => void} props.onChange
 */
function Categories({ id, teams, value, onChange }) {
  const all = /** @type {TeamForm['categories']} */ (CATEGORIES);
  return (
    <fieldset className="settings-choices">
      <legend className="label">{copy.categories}</legend>
      <div className="settings-checks">
        {all.map((category) => {
          const other = teams[category]?.id === id ? null : teams[category];
          return (
            <label key={category} className="settings-check">
              <input
                type="checkbox"
                checked={value.includes(category)}
                onChange={({ target }) =>
                  onChange(
                    all.filter((one) => (one === category ? target.checked : value.includes(one))),
                  )
                }
              />
              <span>{ticketCopy.values[category]}</span>
              {other ? (
                <span className="hint">
                  <bdi>{copy.from(other.name)}</bdi>
                </span>
              ) : null}
            </label>
          );
        })}
      </div>
      <p className="hint">{copy.categoriesHint}</p>
    </fieldset>
  );
}
