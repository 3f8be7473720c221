import { Bookmark, CircleCheck, CircleDashed, Flame, Inbox, Layers } from 'lucide-react';

const ICONS = {
  all_open: Inbox,
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
