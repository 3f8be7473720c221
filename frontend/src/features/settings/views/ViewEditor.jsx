import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';

import { listTeams } from '../../../api/teams.js';
import { useAccount } from '../../../domain/session/useAccess.js';
import { cleanLine, lengthOf } from '../../../lib/text.js';
import { draftName } from '../drafts.js';
import { EditorForm } from '../EditorForm.jsx';
import { Field } from '../Field.jsx';
import { TEAMS } from '../teams/useTeams.js';
import { useEditor } from '../useEditor.js';
import { viewSettingsCopy } from './copy.js';
import { readOf, useViewChanges } from './useViews.js';

const copy = viewSettingsCopy.editor;
const NAME_MAX = 60;

/**
 * @typedef {import('../../../types').SharedView} SharedView
 * @typedef {import('../../../types').SharedWith} SharedWith
 */

/** @param {import('./useViews.js').ViewForm} form */
function check({ name }) {
  const cleaned = cleanLine(name);
  /** @type {Record<string, string>} */
  const problems = {};
  if (!cleaned) problems.name = copy.nameMissing;
  else if (lengthOf(cleaned) > NAME_MAX) problems.name = copy.nameTooLong;
  return problems;
}

/**
 * The editor of a shared view's name, and of who sees it.
 * @param {{ view: SharedView, onLeave: () => void }} props
 */
export function ViewEditor({ view, onLeave }) {
  const id = useId();
  const account = useAccount();
  const { read, send, tell } = useViewChanges(view);
  const editor = useEditor({
    name: draftName('view', view.id, account?.id),
    start: readOf(view),
    check,
    send,
    read,
    onSaved: (saved, before) => {
      tell(saved, before);
      onLeave();
    },
  });
  const { values, change, problems } = editor;
  const { choices, isError } = useSharing(view, account);
  const isAlone = values.shared_with === 'nobody';

  return (
    <EditorForm editor={editor} names={viewSettingsCopy.fields} onLeave={onLeave}>
      <Field
        id={`${id}-name`}
        label={copy.name}
        error={problems.name}
        input={{
          value: values.name,
          maxLength: NAME_MAX,
          dir: values.name ? 'auto' : undefined,
          required: true,
          onChange: (event) => change({ name: event.target.value }),
        }}
      />
      <div className="field">
        <label className="label" htmlFor={`${id}-sharing`}>
          {copy.sharing}
        </label>
        <select
          className="input"
          id={`${id}-sharing`}
          aria-describedby={isAlone ? `${id}-alone` : undefined}
          value={values.shared_with}
          onChange={({ target: { value } }) =>
            change({ shared_with: /** @type {SharedWith} */ (Number(value) || value) })
          }
        >
          {choices.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
        {isAlone ? (
          <p className="hint" id={`${id}-alone`}>
            {copy.nobodyHint}
          </p>
        ) : null}
        {isError ? <p className="hint">{copy.teamsFailed}</p> : null}
      </div>
    </EditorForm>
  );
}

/**
 * Return with whom a view can be shared: with a person's own teams, and by admins with anybody.
 * @param {SharedView} view
 * @param {import('../../../types').Account | null | undefined} account
 */
function useSharing({ owner, team: sharedTeam, shared_with: shared }, account) {
  const { data, isError } = useQuery({
    queryKey: TEAMS,
    queryFn: ({ signal }) => listTeams({ signal }),
  });
  const isAdmin = account?.is_admin;
  const teams = (data ?? []).filter(
    ({ members }) => isAdmin || members?.some(({ id }) => id === account?.id),
  );
  // What it is shared with already may be no choice of this person, and stays one.
  const isMissing = sharedTeam && !teams.some(({ id }) => id === sharedTeam.id);
  const isOthers = owner && owner.id !== account?.id;
  /** @type {[SharedWith, string][]} */
  const choices = [
    ['nobody', isOthers ? copy.nobody(owner.name) : copy.me],
    ...(isMissing ? [sharedTeam, ...teams] : teams).map(
      ({ id, name }) => /** @type {[SharedWith, string]} */ ([id, copy.team(name)]),
    ),
    ...(isAdmin || shared === 'everyone'
      ? [/** @type {[SharedWith, string]} */ (['everyone', copy.everyone])]
      : []),
  ];
  return { choices, isError };
}
