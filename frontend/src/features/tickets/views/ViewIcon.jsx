import AlarmClock from 'lucide-react/icons/alarm-clock';
import BellRing from 'lucide-react/icons/bell-ring';
import Bookmark from 'lucide-react/icons/bookmark';
import CircleCheck from 'lucide-react/icons/circle-check';
import CircleDashed from 'lucide-react/icons/circle-dashed';
import Flame from 'lucide-react/icons/flame';
import Clock from 'lucide-react/icons/clock';
import Hourglass from 'lucide-react/icons/hourglass';
import Inbox from 'lucide-react/icons/inbox';
import Layers from 'lucide-react/icons/layers';
import Globe from 'lucide-react/icons/globe';
import ShieldAlert from 'lucide-react/icons/shield-alert';
import Trash from 'lucide-react/icons/trash';
import UserRound from 'lucide-react/icons/user-round';
import UserRoundX from 'lucide-react/icons/user-round-x';
import UsersRound from 'lucide-react/icons/users-round';

const ICONS = {
  all_open: Inbox,
  mine: UserRound,
  unassigned: UserRoundX,
  waiting_for_us: Hourglass,
  waiting_for_requester: Clock,
  followed: BellRing,
  my_teams: UsersRound,
  critical: Flame,
  in_progress: CircleDashed,
  snoozed: AlarmClock,
  resolved_week: CircleCheck,
  everything: Layers,
  spam: ShieldAlert,
  bin: Trash,
  shared_with_everyone: Globe,
  shared_with_team: UsersRound,
};

/**
 * The icon of a view: a saved one has a bookmark, or the sign of those with whom it is shared.
 * @param {{ id: string, shared?: import('../../../types').SharedView }} props
 */
export function ViewIcon({ id, shared }) {
  const name = shared ? signOf(shared) : id;
  const Icon = ICONS[/** @type {keyof typeof ICONS} */ (name)] ?? Bookmark;
  return <Icon aria-hidden="true" />;
}

/** @param {import('../../../types').SharedView} shared */
function signOf({ shared_with: sharedWith }) {
  return typeof sharedWith === 'number' ? 'shared_with_team' : `shared_with_${sharedWith}`;
}
