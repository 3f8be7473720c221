import { useAccess } from '../../domain/session/useAccess.js';
import { openSavedReplies } from '../../domain/saved-reply/panel.js';
import { useView } from '../../domain/view/useView.js';
import { useViews } from '../../features/tickets/views/useViews.js';
import { runCommand, useOffered } from '../../ui/commands/commandRegistry.js';
import { commandCopy } from '../../ui/commands/copy.js';
import { SHORTCUTS } from '../../ui/commands/shortcuts.js';
import { uiCopy } from '../../ui/copy.js';
import { useThemeChoice } from '../../ui/hooks/preferences.js';
import { paletteCopy } from './copy.js';

/**
 * @typedef {object} PaletteAction
 * @property {string} id
 * @property {string} name
 * @property {import('react').ComponentProps<typeof import('../../features/tickets/views/ViewIcon.jsx').ViewIcon>} [view] whose icon it has
 * @property {string} [shown]
 * @property {() => void} run
 */

const THEMES = /** @type {import('../../types').ThemeChoice[]} */ (['system', 'light', 'dark']);

// Commands that are of use only by key.
const NOT_LISTED = ['palette', 'close', 'next', 'previous', 'extend_down', 'extend_up'];

/**
 * Return the commands and views whose names contain the words typed.
 * @param {string} text
 * @returns {{ heading: string, items: PaletteAction[] }[]}
 */
export function usePaletteActions(text) {
  const offered = useOffered();
  const access = useAccess();
  const { go } = useView();
  const { queues, common, shared, saved } = useViews();

  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  /** @param {PaletteAction} action */
  const fits = ({ name }) => words.every((word) => name.toLowerCase().includes(word));

  const commands = SHORTCUTS.filter(({ id }) => offered.has(id) && !NOT_LISTED.includes(id)).map(
    ({ id, shown }) => ({ id, name: commandCopy[id], shown, run: () => void runCommand(id) }),
  );
  const themes = THEMES.map((theme) => ({
    id: `theme-${theme}`,
    name: paletteCopy.theme(uiCopy.theme.choices[theme]),
    run: () => useThemeChoice.setState(theme),
  }));
  const panels =
    access === 'granted'
      ? [{ id: 'saved-replies', name: paletteCopy.savedReplies, run: openSavedReplies }]
      : [];
  const views = [...queues, ...common, ...shared, ...saved].map(
    ({ id, name, target, shared: view }) => ({
      id: `view-${id}`,
      name,
      view: { id, shared: view },
      run: () => go({ ...target, ticket: null }),
    }),
  );
  return [
    { heading: paletteCopy.commands, items: [...commands, ...panels, ...themes].filter(fits) },
    { heading: paletteCopy.views, items: views.filter(fits) },
  ];
}
