import { CommandPalette } from '../../app/palette/CommandPalette.jsx';
import { paletteCopy } from '../../app/palette/copy.js';
import { ShortcutsDialog } from '../../app/palette/ShortcutsDialog.jsx';
import { useShellCommands } from '../../app/useShellCommands.js';
import { ticketCopy } from '../../domain/ticket/copy.js';
import { detailCopy } from '../../features/tickets/detail/copy.js';
import { DeleteDialog } from '../../features/tickets/detail/DeleteDialog.jsx';
import { LinkDialog } from '../../features/tickets/detail/LinkDialog.jsx';
import { openSnoozeDialog } from '../../features/tickets/snooze/dialog.js';
import { SnoozeDialog } from '../../features/tickets/snooze/SnoozeDialog.jsx';
import { SaveViewDialog } from '../../features/tickets/views/SaveViewDialog.jsx';
import { TEXTS, TIMES, privateLink, tickets } from '../fixtures.js';
import { click, enterText, findElement } from '../interactions.js';
import { respondWith } from '../mockServer.js';
import { linkFailed, linkLoaded, paletteLoaded } from '../queryFixtures.js';
import { SHARED_VIEWS, viewsLoaded } from '../sharedViews.js';
import { storiesOf } from '../story.js';

const noop = () => {};

function Palette() {
  useShellCommands();
  return <CommandPalette onClose={noop} />;
}
const palette = () => <Palette />;
const linkDialog = () => <LinkDialog id={1043} isOpen onClose={noop} />;

/** @param {string} text @param {string} outcome a selector @param {string} [word] */
const typed = (text, outcome, word) => async (/** @type {ParentNode} */ root) => {
  enterText(await findElement(root, '[cmdk-input]'), text);
  await findElement(root, outcome, word);
};

const TICKET = '[data-value^="ticket "]';
const NOTE = '.palette-empty';

/** @param {ParentNode} root */
async function askForTime(root) {
  openSnoozeDialog({ what: '12 selected', onChoose: noop });
  await findElement(root, '[role="dialog"]');
}

export const dialogs = [
  ...storiesOf(
    'CommandPalette',
    {
      default: palette,
      tickets: {
        render: palette,
        queries: [paletteLoaded('in', tickets(6))],
        play: typed('in', TICKET),
      },
      'number of a ticket': {
        render: palette,
        queries: [paletteLoaded('#1041', [])],
        play: typed('#1041', '[cmdk-item]', ticketCopy.goTo(1041)),
      },
      searching: { render: palette, play: typed('zzz', NOTE, paletteCopy.searching) },
      'nothing found': {
        render: palette,
        queries: [paletteLoaded('zzz', [])],
        play: typed('zzz', NOTE, paletteCopy.empty),
      },
      failed: {
        render: palette,
        beforeEach: () => respondWith({ status: 500 }),
        play: typed('zzz', NOTE, paletteCopy.failed),
      },
    },
    { layout: 'overlay' },
  ),
  ...storiesOf(
    'ShortcutsDialog',
    {
      default: () => <ShortcutsDialog onClose={noop} />,
      'single keys off': {
        render: () => <ShortcutsDialog onClose={noop} />,
        storage: { 'tf.single-keys': false },
      },
    },
    { layout: 'overlay' },
  ),
  ...storiesOf(
    'SaveViewDialog',
    {
      default: () => <SaveViewDialog isOpen onClose={noop} />,
      'without a name': {
        render: () => <SaveViewDialog isOpen onClose={noop} />,
        play: async (root) => {
          click(await findElement(root, 'button[type="submit"]'));
          await findElement(root, '.field-error');
        },
      },
      'signed in': {
        render: () => <SaveViewDialog isOpen onClose={noop} />,
        queries: [viewsLoaded(SHARED_VIEWS)],
      },
      'of a view that is shared': {
        render: () => <SaveViewDialog isOpen shared={SHARED_VIEWS[1]} onClose={noop} />,
        queries: [viewsLoaded(SHARED_VIEWS)],
      },
      Arabic: {
        render: () => <SaveViewDialog isOpen onClose={noop} />,
        play: async (root) =>
          enterText(await findElement(root, 'input'), TEXTS.arabic.slice(0, 60)),
      },
    },
    { layout: 'overlay' },
  ),
  ...storiesOf(
    'SnoozeDialog',
    {
      default: { render: () => <SnoozeDialog />, play: askForTime },
      'a time that is over': {
        render: () => <SnoozeDialog />,
        play: async (root) => {
          await askForTime(root);
          enterText(await findElement(root, 'input[type="datetime-local"]'), '2020-01-01T09:00');
          click(await findElement(root, 'button[type="submit"]'));
          await findElement(root, '.field-error');
        },
      },
    },
    { layout: 'overlay' },
  ),
  ...storiesOf(
    'LinkDialog',
    {
      used: { render: linkDialog, queries: [linkLoaded(1043, privateLink())] },
      'never opened': {
        render: linkDialog,
        queries: [linkLoaded(1043, privateLink({ last_used_at: null }))],
      },
      revoked: {
        render: linkDialog,
        queries: [linkLoaded(1043, privateLink({ revoked_at: TIMES.minutes }))],
      },
      none: {
        render: linkDialog,
        queries: [linkLoaded(1043, privateLink({ reference: null, created_at: null }))],
      },
      loading: linkDialog,
      failed: { render: linkDialog, queries: [linkFailed(1043)] },
    },
    { layout: 'overlay' },
  ),
  ...storiesOf(
    'DeleteDialog',
    {
      default: () => <DeleteDialog id={1043} isOpen onClose={noop} onDeleted={noop} />,
      deleting: {
        render: () => <DeleteDialog id={1043} isOpen onClose={noop} onDeleted={noop} />,
        play: async (root) => {
          click(await findElement(root, '.button--danger'));
          await findElement(root, '.button--danger', detailCopy.removal.deleting);
        },
      },
    },
    { layout: 'overlay' },
  ),
];
