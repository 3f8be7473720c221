import { onlineManager } from '@tanstack/react-query';

import { Navbar } from '../../app/Navbar.jsx';
import { ShownOnce } from '../../app/ShownOnce.jsx';
import { SkipLink } from '../../app/SkipLink.jsx';
import { submitCopy } from '../../features/submit/copy.js';
import { bulkCopy } from '../../features/tickets/bulk/copy.js';
import { editingCopy } from '../../features/tickets/editing/copy.js';
import { viewsCopy } from '../../features/tickets/views/copy.js';
import { keepShownOnce } from '../../lib/shownOnce.js';
import { uiCopy } from '../../ui/copy.js';
import { OfflineBar } from '../../ui/OfflineBar.jsx';
import { ThemeSwitch } from '../../ui/ThemeSwitch.jsx';
import { ToastHost } from '../../ui/toasts/ToastHost.jsx';
import { showToast } from '../../ui/toasts/toastStore.js';
import { TEXTS } from '../fixtures.js';
import { findElement } from '../interactions.js';
import { configLoaded, countsLoaded } from '../queryFixtures.js';
import { storiesOf } from '../story.js';

/** @type {import('../queryFixtures.js').QueryFixture} */
const thousandsOpen = (client, view) => {
  countsLoaded(client, view);
  client.setQueriesData({ queryKey: ['tickets', 'counts'] }, (/** @type {any} */ { cells }) => ({
    exact: false,
    cells: cells.map((/** @type {{ count: number }} */ cell) => ({ ...cell, count: 4321 })),
  }));
};

const navbar = () => <Navbar />;
const undo = { label: uiCopy.undo, hint: 'Set it back', run: () => {} };

/** @param {Parameters<typeof showToast>[0][]} toasts */
const saying = (...toasts) => ({
  render: () => <ToastHost />,
  beforeEach: () => toasts.forEach((toast) => void showToast(toast)),
  play: async (/** @type {ParentNode} */ root) => void (await findElement(root, '.toast')),
});

/** @type {Parameters<typeof showToast>[0]} */
const saved = { kind: 'success', text: editingCopy.done(1043, 'status', 'resolved'), action: undo };
/** @type {Parameters<typeof showToast>[0]} */
const refused = { kind: 'error', text: editingCopy.failed('status', 'open') };

export const shell = [
  ...storiesOf(
    'SkipLink',
    {
      focused: {
        render: () => <SkipLink />,
        play: async (root) => (await findElement(root, '.skip-link')).focus(),
      },
    },
    { layout: 'shell' },
  ),
  ...storiesOf(
    'ShownOnce',
    {
      'everything at once': {
        render: () => <ShownOnce />,
        view: { tab: 'submit' },
        beforeEach: () => {
          const token = 'b'.repeat(43);
          keepShownOnce('private_link', { value: token, about: 'K7QFM-2M9XT', owner: null });
          keepShownOnce('api_token', { value: 'tf_0123', about: TEXTS.unbroken, owner: null });
          const codes = 'a1b2c3d4\ne5f6a7b8\nc9d0e1f2';
          keepShownOnce('recovery_codes', { value: codes, about: '', owner: null });
        },
      },
    },
    { layout: 'shell' },
  ),
  ...storiesOf(
    'Navbar',
    {
      submit: { render: navbar, view: { tab: 'submit' }, queries: [countsLoaded, configLoaded()] },
      tickets: { render: navbar, queries: [countsLoaded, configLoaded()] },
      'open demo, thousands open': {
        render: navbar,
        view: { tab: 'dashboard' },
        queries: [thousandsOpen, configLoaded({ open_access: true })],
      },
      'nothing known yet': { render: navbar, view: { tab: 'submit' } },
    },
    { layout: 'shell' },
  ),
  ...storiesOf('ThemeSwitch', { default: () => <ThemeSwitch /> }),
  ...storiesOf(
    'OfflineBar',
    { offline: { render: () => <OfflineBar />, beforeEach: () => onlineManager.setOnline(false) } },
    { layout: 'shell' },
  ),
  ...storiesOf(
    'Toast',
    {
      done: saying({ kind: 'success', text: uiCopy.linkCopied }),
      undo: saying(saved),
      error: saying(refused),
      'several at once': saying(saved, refused, { kind: 'error', text: bulkCopy.failed(128) }),
      unbroken: saying({ kind: 'error', text: `${submitCopy.form.failed} ${TEXTS.unbroken}` }),
      Arabic: saying({ ...saved, text: viewsCopy.removed(TEXTS.arabic) }),
      focused: {
        ...saying(saved),
        play: async (root) => (await findElement(root, '.toast .button')).focus(),
      },
    },
    { layout: 'shell' },
  ),
];
