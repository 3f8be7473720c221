import Layers from 'lucide-react/icons/layers';
import MessageSquareText from 'lucide-react/icons/message-square-text';
import Tag from 'lucide-react/icons/tag';
import UsersRound from 'lucide-react/icons/users-round';

import { settingsCopy as copy } from './copy.js';

/** @typedef {import('../../domain/settings/panel.js').SettingsPage} SettingsPage */

/** @type {Record<SettingsPage, import('react').ElementType>} */
const ICONS = { teams: UsersRound, tags: Tag, saved_replies: MessageSquareText, views: Layers };
const PAGES = /** @type {SettingsPage[]} */ (Object.keys(ICONS));
/** @type {Record<string, number>} */
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/**
 * The pages, one below the other. The arrow keys lead from one to the next.
 * @param {object} props
 * @param {string} props.id
 * @param {SettingsPage} props.current
 * @param {(page: SettingsPage) => void} props.onChange
 */
export function PageTabs({ id, current, onChange }) {
  /** @param {import('react').KeyboardEvent<HTMLElement>} event */
  function handleKey(event) {
    const { key, currentTarget } = event;
    const index = PAGES.indexOf(current);
    const ends = /** @type {Record<string, number>} */ ({ Home: 0, End: PAGES.length - 1 });
    const next = ends[key] ?? (index + (STEPS[key] ?? 0) + PAGES.length) % PAGES.length;
    if (next === index) return;
    event.preventDefault();
    onChange(PAGES[next]);
    /** @type {HTMLElement} */ (currentTarget.children[next]).focus();
  }

  return (
    // The keys bubble up from the tabs.
    // eslint-disable-next-line jsx-a11y/interactive-supports-focus
    <div
      className="settings-tabs"
      role="tablist"
      aria-orientation="vertical"
      aria-label={copy.pagesLabel}
      onKeyDown={handleKey}
    >
      {PAGES.map((page) => {
        const Icon = ICONS[page];
        return (
          <button
            key={page}
            type="button"
            className="settings-tab"
            role="tab"
            id={`${id}-${page}`}
            aria-selected={page === current}
            aria-controls={`${id}-panel`}
            tabIndex={page === current ? 0 : -1}
            onClick={() => onChange(page)}
          >
            <Icon aria-hidden="true" />
            <span>{copy.pages[page]}</span>
          </button>
        );
      })}
    </div>
  );
}

/**
 * The pages in a menu, where there is no room beside them.
 * @param {import('react').ComponentProps<typeof PageTabs>} props
 */
export function PageChoice({ id, current, onChange }) {
  return (
    <select
      className="input settings-choice"
      aria-label={copy.pagesLabel}
      aria-controls={`${id}-panel`}
      value={current}
      onChange={(event) => onChange(/** @type {SettingsPage} */ (event.target.value))}
    >
      {PAGES.map((page) => (
        <option key={page} value={page}>
          {copy.pages[page]}
        </option>
      ))}
    </select>
  );
}
