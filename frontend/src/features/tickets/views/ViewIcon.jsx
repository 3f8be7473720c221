import Bookmark from 'lucide-react/icons/bookmark';
import CircleCheck from 'lucide-react/icons/circle-check';
import CircleDashed from 'lucide-react/icons/circle-dashed';
import Flame from 'lucide-react/icons/flame';
import Hourglass from 'lucide-react/icons/hourglass';
import Inbox from 'lucide-react/icons/inbox';
import Layers from 'lucide-react/icons/layers';
import UserRound from 'lucide-react/icons/user-round';
import UserRoundX from 'lucide-react/icons/user-round-x';

const ICONS = {
  all_open: Inbox,
  mine: UserRound,
  unassigned: UserRoundX,
  waiting: Hourglass,
  critical: Flame,
  in_progress: CircleDashed,
  resolved_week: CircleCheck,
  everything: Layers,
};

/**
 * The icon of a view; a saved one has a bookmark.
 * @param {{ id: string }} props
 */
export function ViewIcon({ id }) {
  const Icon = ICONS[/** @type {keyof typeof ICONS} */ (id)] ?? Bookmark;
  return <Icon aria-hidden="true" />;
}
