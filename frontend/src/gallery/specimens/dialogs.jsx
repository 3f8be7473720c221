import { CommandPalette } from '../../app/palette/CommandPalette.jsx';
import { paletteCopy } from '../../app/palette/copy.js';
import { ShortcutsDialog } from '../../app/palette/ShortcutsDialog.jsx';
import { useShellCommands } from '../../app/useShellCommands.js';
import { ticketCopy } from '../../domain/ticket/copy.js';
import { ALL_OPEN } from '../../domain/view/filters.js';
import { detailCopy } from '../../features/tickets/detail/copy.js';
import { DeleteDialog } from '../../features/tickets/detail/DeleteDialog.jsx';
import { LinkDialog } from '../../features/tickets/detail/LinkDialog.jsx';
import { SaveViewDialog } from '../../features/tickets/views/SaveViewDialog.jsx';
import { TEXTS, TIMES, requestLink, tickets } from '../fixtures.js';
import { find, press, type } from '../hands.js';
import { foundInPalette, linkFailed, linked } from '../seeds.js';
import { answerWith } from '../server.js';
import { inStates } from '../specimen.js';

const ignore = () => {};

function Palette() {
  useShellCommands();
  return <CommandPalette onClose={ignore} />;
}
const palette = () => <Palette />;
const linkDialog = () => <LinkDialog id={1043} isOpen onClose={ignore} />;

/** @param {string} text @param {string} outcome a selector @param {string} [word] */
const typed = (text, outcome, word) => async (/** @type {ParentNode} */ root) => {
  type(await find(root, '[cmdk-input]'), text);
  await find(root, outcome, word);
};

const TICKET = '[data-value^="ticket "]';
const NOTE = '.palette-empty';

export const dialogs = [
  ...inStates(
    'CommandPalette',
    {
      default: palette,
      tickets: {
        render: palette,
        seeds: [foundInPalette('in', tickets(6))],
        play: typed('in', TICKET),
      },
      'number of a ticket': {
        render: palette,
        seeds: [foundInPalette('#1041', [])],
        play: typed('#1041', '[cmdk-item]', ticketCopy.goTo(1041)),
      },
      searching: { render: palette, play: typed('zzz', NOTE, paletteCopy.searching) },
      'nothing found': {
        render: palette,
        seeds: [foundInPalette('zzz', [])],
        play: typed('zzz', NOTE, paletteCopy.empty),
      },
      failed: {
        render: palette,
        prepare: () => answerWith({ status: 500 }),
        play: typed('zzz', NOTE, paletteCopy.failed),
      },
    },
    { alone: 'overlay', height: 560 },
  ),
  ...inStates(
    'ShortcutsDialog',
    {
      default: () => <ShortcutsDialog onClose={ignore} />,
      'single keys off': {
        render: () => <ShortcutsDialog onClose={ignore} />,
        stored: { 'tf.single-keys': false },
      },
    },
    { alone: 'overlay', height: 640 },
  ),
  ...inStates(
    'SaveViewDialog',
    {
      default: () => <SaveViewDialog isOpen filters={ALL_OPEN} onClose={ignore} />,
      'without a name': {
        render: () => <SaveViewDialog isOpen filters={ALL_OPEN} onClose={ignore} />,
        play: async (root) => {
          press(await find(root, 'button[type="submit"]'));
          await find(root, '.field-error');
        },
      },
      Arabic: {
        render: () => <SaveViewDialog isOpen filters={ALL_OPEN} onClose={ignore} />,
        play: async (root) => type(await find(root, 'input'), TEXTS.arabic.slice(0, 60)),
      },
    },
    { alone: 'overlay' },
  ),
  ...inStates(
    'LinkDialog',
    {
      used: { render: linkDialog, seeds: [linked(1043, requestLink())] },
      'never opened': {
        render: linkDialog,
        seeds: [linked(1043, requestLink({ last_used_at: null }))],
      },
      revoked: {
        render: linkDialog,
        seeds: [linked(1043, requestLink({ revoked_at: TIMES.minutes }))],
      },
      none: {
        render: linkDialog,
        seeds: [linked(1043, requestLink({ reference: null, created_at: null }))],
      },
      loading: linkDialog,
      failed: { render: linkDialog, seeds: [linkFailed(1043)] },
    },
    { alone: 'overlay', height: 480 },
  ),
  ...inStates(
    'DeleteDialog',
    {
      default: () => <DeleteDialog id={1043} isOpen onClose={ignore} onDeleted={ignore} />,
      deleting: {
        render: () => <DeleteDialog id={1043} isOpen onClose={ignore} onDeleted={ignore} />,
        play: async (root) => {
          press(await find(root, '.button--danger'));
          await find(root, '.button--danger', detailCopy.removal.deleting);
        },
      },
    },
    { alone: 'overlay', height: 320 },
  ),
];
