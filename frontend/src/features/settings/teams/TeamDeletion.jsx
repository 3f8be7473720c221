import { useQuery } from '@tanstack/react-query';

import { deleteTeam } from '../../../api/teams.js';
import { getCounts } from '../../../api/tickets.js';
import { isDone } from '../../../api/vocabulary.js';
import { useAccountId } from '../../../domain/session/useAccess.js';
import { keys } from '../../../domain/ticket/keys.js';
import { NO_FILTERS, countedOf } from '../../../domain/view/filters.js';
import { Deletion } from '../Deletion.jsx';
import { draftName, settingsDrafts } from '../drafts.js';
import { teamsCopy } from './copy.js';
import { useTeamsRefresh } from './useTeams.js';

const copy = teamsCopy.deletion;

/**
 * Asks whether to delete a team, and tells how many open tickets it has.
 * @param {object} props
 * @param {import('../../../types').Team} props.team
 * @param {() => void} props.onKeep
 * @param {() => void} props.onChanged
 */
export function TeamDeletion({ team, onKeep, onChanged }) {
  const by = useAccountId();
  const refresh = useTeamsRefresh();
  const counted = countedOf({ ...NO_FILTERS, team: [team.id] });
  const { data, isError } = useQuery({
    queryKey: [...keys.counts, counted],
    queryFn: ({ signal }) => getCounts(counted, { signal }),
    retry: false,
  });
  const open = data?.cells
    .filter(({ status }) => !isDone(status))
    .reduce((sum, { count }) => sum + count, 0);
  const known = open === undefined ? copy.counting : copy.open(open, data?.exact ?? true);
  const text = isError ? copy.notCounted : known;
  return (
    <Deletion
      name={team.name}
      question={copy.question(team.name)}
      text={team.is_closed && open ? `${text} ${copy.closed}` : text}
      send={() => deleteTeam(team.id, team.version)}
      onDone={() => {
        settingsDrafts.remove(draftName('team', team.id, by));
        void refresh();
      }}
      onKeep={onKeep}
      onChanged={onChanged}
    />
  );
}
