import Link from 'lucide-react/icons/link';
import Merge from 'lucide-react/icons/merge';
import Unlink from 'lucide-react/icons/unlink-2';
import LinkTo from 'lucide-react/icons/link-2';

import { copyToClipboard } from '../../../ui/hooks/copyToClipboard.js';
import { useSingleKeys } from '../../../ui/hooks/preferences.js';
import { similarCopy } from './copy.js';
import { SIMILAR_KEYS } from './keys.js';

/**
 * Buttons that merge or link the open ticket with one like it, and copy its link.
 * @param {object} props
 * @param {string} props.number
 * @param {string} props.href
 * @param {ReturnType<typeof import('./useSimilarActions.js').useSimilarActions>} props.actions
 */
export function SimilarActions({ number, href, actions }) {
  const { isLinked, isPending, merge, toggleLink } = actions;
  const address = () => new URL(href, window.location.href).href;
  return (
    <span className="similar-actions" role="group" aria-label={similarCopy.actions(number)}>
      <Action name={similarCopy.merge(number)} of="merge" icon={Merge} onRun={merge} />
      <Action
        name={isLinked ? similarCopy.unlink(number) : similarCopy.link(number)}
        of="link"
        icon={isLinked ? Unlink : LinkTo}
        isOff={isPending}
        onRun={toggleLink}
      />
      <button
        type="button"
        className="icon-button"
        aria-label={similarCopy.copyLink(number)}
        title={similarCopy.copyLink(number)}
        onClick={() => void copyToClipboard(address())}
      >
        <Link aria-hidden="true" />
      </button>
    </span>
  );
}

/**
 * @param {object} props
 * @param {string} props.name
 * @param {keyof typeof SIMILAR_KEYS} props.of
 * @param {typeof Link} props.icon
 * @param {boolean} [props.isOff]
 * @param {() => void} props.onRun
 */
function Action({ name, of, icon: Icon, isOff = false, onRun }) {
  const key = SIMILAR_KEYS[of];
  const hasKey = useSingleKeys();
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={name}
      title={hasKey ? similarCopy.withKey(name, key.toUpperCase()) : name}
      aria-keyshortcuts={hasKey ? key : undefined}
      aria-disabled={isOff || undefined}
      onClick={onRun}
    >
      <Icon aria-hidden="true" />
    </button>
  );
}
