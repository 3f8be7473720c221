import { useQuery } from '@tanstack/react-query';

import { listTeams } from '../../../api/teams.js';
import { viewsCopy } from './copy.js';

/** @typedef {import('../../../types').SharedWith} SharedWith */

/**
 * With whom a view is shared: a person's own teams, and for admins everyone and any team.
 * @param {object} props
 * @param {import('../../../types').Account} props.account
 * @param {import('../../../types').SharedView} [props.shared]
 * @param {SharedWith} props.value
 * @param {(value: SharedWith) => void} props.onChange
 */
export function SharingChoice({ account, shared, value, onChange }) {
  const { data, isError } = useQuery({
    queryKey: ['references', 'team', ''],
    queryFn: ({ signal }) => listTeams({ signal }),
  });
  const teams = (data ?? []).filter(
    ({ members }) => account.is_admin || members?.some(({ id }) => id === account.id),
  );
  // What it is shared with already may be no choice of this person, and stays one.
  const known = shared?.team && !teams.some(({ id }) => id === shared.team?.id);
  /** @type {[SharedWith, string][]} */
  const choices = [
    ['nobody', viewsCopy.sharedWith.nobody],
    ...[...teams, ...(known && shared.team ? [shared.team] : [])].map(
      ({ id, name }) => /** @type {[SharedWith, string]} */ ([id, viewsCopy.team(name)]),
    ),
  ];
  if (account.is_admin || shared?.shared_with === 'everyone') {
    choices.push(['everyone', viewsCopy.sharedWith.everyone]);
  }
  return (
    <fieldset className="sharing">
      <legend className="label">{viewsCopy.sharing}</legend>
      {choices.map(([one, name]) => (
        <label key={one} className="sharing-choice">
          <input
            type="radio"
            name="shared-with"
            checked={value === one}
            onChange={() => onChange(one)}
          />
          <bdi>{name}</bdi>
        </label>
      ))}
      {isError ? <p className="hint">{viewsCopy.teamsFailed}</p> : null}
    </fieldset>
  );
}
