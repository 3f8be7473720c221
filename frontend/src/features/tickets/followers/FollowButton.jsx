import Bell from 'lucide-react/icons/bell';
import BellRing from 'lucide-react/icons/bell-ring';

import { useCommands } from '../../../ui/commands/commandRegistry.js';
import { keyOf } from '../../../ui/commands/shortcuts.js';
import { Hint } from '../../../ui/Hint.jsx';
import { followersCopy } from './copy.js';
import { useFollowers } from './useFollowers.js';

/**
 * The button that follows a ticket or no longer does, with the number of those who do; their names are
 * told on hover and focus.
 * @param {{ ticket: number }} props
 */
export function FollowButton({ ticket }) {
  const { followers, isFollowed, me, toggle } = useFollowers(ticket);
  useCommands({ follow: toggle });
  const words = followers ? wordsFor(followers, me) : '';
  return (
    <Hint text={`${words} (${keyOf('follow')})`.trim()}>
      <button
        type="button"
        className="icon-button follow"
        aria-pressed={isFollowed}
        aria-label={`${followersCopy.follow}. ${words}`}
        onClick={toggle}
      >
        {isFollowed ? <BellRing aria-hidden="true" /> : <Bell aria-hidden="true" />}
        {followers?.length ? (
          <span className="follow-count" aria-hidden="true">
            {followers.length}
          </span>
        ) : null}
      </button>
    </Hint>
  );
}

/**
 * @param {import('../../../types').Agent[]} followers
 * @param {number | string | undefined} me
 */
function wordsFor(followers, me) {
  if (!followers.length) return followersCopy.nobody;
  const names = followers.map(({ id, name }) => (id === me ? followersCopy.me : name));
  return followersCopy.followed(new Intl.ListFormat('en').format(names));
}
