import Bell from 'lucide-react/icons/bell';
import BellRing from 'lucide-react/icons/bell-ring';

import { useId } from 'react';

import { useCommands } from '../../../ui/commands/commandRegistry.js';
import { keyOf } from '../../../ui/commands/shortcuts.js';
import { Hint } from '../../../ui/Hint.jsx';
import { followersCopy } from './copy.js';
import { useFollowers } from './useFollowers.js';

/**
 * The button that follows a ticket or no longer does, with the number of those who do. Their names are
 * its description.
 * @param {{ ticket: number }} props
 */
export function FollowButton({ ticket }) {
  const { followers, isFollowed, me, toggle } = useFollowers(ticket);
  useCommands({ follow: toggle });
  const id = useId();
  const words = followers ? wordsFor(followers, me) : '';
  const name = isFollowed ? followersCopy.following : followersCopy.follow;
  return (
    <Hint text={`${words} (${keyOf('follow')})`.trim()}>
      <button
        type="button"
        className="icon-button follow"
        aria-pressed={isFollowed}
        aria-label={name}
        aria-describedby={`${id}-who`}
        onClick={toggle}
      >
        <span className="visually-hidden" id={`${id}-who`}>
          {words}
        </span>
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
