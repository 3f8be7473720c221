import { ErasureDialog } from '../../features/personal-data/ErasureDialog.jsx';
import { BulkToolbar } from '../../features/tickets/bulk/BulkToolbar.jsx';
import { CustomerActions } from '../../features/tickets/customer/CustomerActions.jsx';
import { EmptyList } from '../../features/tickets/list/EmptyList.jsx';
import { EraseDialog } from '../../features/tickets/removal/EraseDialog.jsx';
import { FolderBar } from '../../features/tickets/removal/FolderBar.jsx';
import { RemovedBanner } from '../../features/tickets/removal/RemovedBanner.jsx';
import { TEXTS, TIMES, ticket } from '../fixtures.js';
import { click, enterText, findElement } from '../interactions.js';
import { adminLoaded, configLoaded, erasureCounted, requesterLoaded } from '../queryFixtures.js';
import { storiesOf } from '../story.js';

const noop = () => {};
const SENDER = { id: 5, name: 'Kevin', email: 'kevin@example.com' };
const REPORT = {
  tickets: 12,
  replies: 31,
  notes: 1,
  private_links: 12,
  suggestions: 0,
  history_entries: 40,
  views: 1,
};

/** @param {Partial<import('../../types').Ticket>} values */
const banner = (values) => () => (
  <RemovedBanner
    ticket={ticket({ id: 1043, removed_at: TIMES.days, requester: SENDER, ...values })}
    onLeave={noop}
  />
);

/** @param {import('../../types').Folder} folder */
const toolbar = (folder) => () => (
  <BulkToolbar
    selection={/** @type {any} */ ({ ids: new Set([1, 2]), isAll: false, all: noop })}
    text="2 selected"
    total={{ count: 12, exact: true }}
    order={[1, 2, 3]}
    folders={[folder]}
    onChange={noop}
    onClear={noop}
  />
);

/** @param {typeof SENDER} person @param {import('../story.js').Story['play']} [play] */
const erasure = (person, play) => ({
  render: () => <ErasureDialog person={person} onClose={noop} />,
  queries: [erasureCounted(person.id, REPORT)],
  play,
});

export const removal = [
  ...storiesOf('RemovedBanner', {
    spam: {
      render: banner({ folder: 'spam' }),
      queries: [configLoaded(), requesterLoaded(SENDER)],
    },
    'of somebody who is blocked': {
      render: banner({ folder: 'spam' }),
      queries: [configLoaded(), requesterLoaded({ ...SENDER, blocked: true })],
    },
    bin: { render: banner({ folder: 'bin' }), queries: [configLoaded()] },
  }),
  ...storiesOf('FolderBar', {
    spam: { render: () => <FolderBar folder="spam" isEmpty={false} />, queries: [adminLoaded()] },
    bin: { render: () => <FolderBar folder="bin" isEmpty={false} />, queries: [adminLoaded()] },
    'for agents': () => <FolderBar folder="bin" isEmpty={false} />,
  }),
  ...storiesOf('FolderToolbar', {
    spam: { render: toolbar('spam'), queries: [adminLoaded()] },
    bin: { render: toolbar('bin'), queries: [adminLoaded()] },
  }),
  ...storiesOf('EmptyFolder', {
    spam: { render: () => <EmptyList />, view: { folder: ['spam'] } },
    bin: { render: () => <EmptyList />, view: { folder: ['bin'] } },
  }),
  ...storiesOf('CustomerActions', {
    admin: {
      render: () => (
        <CustomerActions
          requester={SENDER}
          data={/** @type {any} */ ({ ...SENDER, blocked: true, blocked_at: TIMES.days })}
        />
      ),
      queries: [adminLoaded(), requesterLoaded({ ...SENDER, blocked: true })],
    },
  }),
  ...storiesOf(
    'EraseDialog',
    {
      one: () => <EraseDialog target={{ ids: [7] }} returnTo="x" onClose={noop} onErased={noop} />,
      folder: () => (
        <EraseDialog target={{ folder: 'bin' }} returnTo="x" onClose={noop} onErased={noop} />
      ),
      erasing: {
        render: () => (
          <EraseDialog target={{ ids: [7, 8] }} returnTo="x" onClose={noop} onErased={noop} />
        ),
        play: async (root) => {
          click(await findElement(root, '.button--danger'));
          await findElement(root, '.button--danger', 'Erasing…');
        },
      },
    },
    { layout: 'overlay' },
  ),
  ...storiesOf(
    'ErasureDialog',
    {
      question: erasure(SENDER, async (root) => void (await findElement(root, '.erasure-kinds'))),
      'long address': erasure({ ...SENDER, email: `${TEXTS.unbroken}@example.com` }),
      'wrong word': erasure(SENDER, async (root) => {
        enterText(await findElement(root, '.input'), 'kevin');
        click(await findElement(root, '.button--danger'));
        await findElement(root, '.field-error');
      }),
      loading: () => <ErasureDialog person={SENDER} onClose={noop} />,
    },
    { layout: 'overlay' },
  ),
];
