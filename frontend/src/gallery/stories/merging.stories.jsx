import { ticketCopy } from '../../domain/ticket/copy.js';
import { keys } from '../../domain/ticket/keys.js';
import { MergedBanner } from '../../features/tickets/merging/MergedBanner.jsx';
import { MergingDialog } from '../../features/tickets/merging/MergingDialog.jsx';
import { TicketsBeside } from '../../features/tickets/merging/TicketsBeside.jsx';
import { makeMessage } from '../../test/makeMessage.js';
import { TEXTS, TIMES, ticket } from '../fixtures.js';
import { dataLoaded, ticketLoaded } from '../queryFixtures.js';
import { storiesOf } from '../story.js';

const ID = 1043;
const ADA = { id: 5, name: 'Ada Lovelace', email: 'ada@example.com' };
const LAYLA = { id: 6, name: 'ليلى حداد', email: 'layla@example.com' };
const OPEN = ticket({ id: ID, requester: ADA, requester_name: ADA.name, message_count: 3 });
const OTHER = ticket({
  id: 1041,
  title: TEXTS.arabic,
  status: 'resolved',
  requester: LAYLA,
  requester_name: LAYLA.name,
});
const UNBROKEN = ticket({ id: 1002, title: TEXTS.unbroken, requester_name: TEXTS.unbroken });
const FOUND = [OTHER, UNBROKEN, { ...OTHER, id: 960, title: TEXTS.plain, merged_into: 1041 }];

/** @param {import('../../features/tickets/merging/openDialog.js').Opened} opened @param {import('../../types').Ticket[]} [found] */
const dialog = (opened, found = FOUND) => ({
  render: () => <MergingDialog opened={opened} />,
  queries: [
    ...[OPEN, OTHER, UNBROKEN].map(ticketLoaded),
    dataLoaded(['tickets', 'found', ''], found),
  ],
});

/** @param {import('../../types').Ticket} one */
const summary = ({ id, title, status, requester_name, requester }) => ({
  id,
  title,
  status,
  requester_name,
  requester: requester?.id ?? null,
  created_at: TIMES.hours,
});

/** @param {Partial<import('../../types').TicketLinks>} links */
const beside = (links) =>
  dataLoaded(keys.beside(ID), { merged_into: null, merged: [], related: [], ...links });

/** @param {import('react').ReactNode} children */
const withHeadings = (children) => () => (
  <>
    <h1 className="visually-hidden">Merging</h1>
    <h2 className="visually-hidden">{ticketCopy.number(ID)}</h2>
    {children}
  </>
);

/** @param {import('../../types').Ticket} into */
const banner = (into) => ({
  render: withHeadings(<MergedBanner id={ID} into={into.id} />),
  queries: [beside({ merged_into: summary(into) })],
});

const message = makeMessage({ id: 3 });

export const merging = [
  ...storiesOf(
    'MergingDialog',
    {
      merge: dialog({ kind: 'merge', tickets: [ID] }),
      'nothing found': dialog({ kind: 'merge', tickets: [ID] }, []),
      'merge two': dialog({ kind: 'merge', tickets: [ID, OTHER.id] }),
      'merge unbroken': dialog({ kind: 'merge', tickets: [ID, UNBROKEN.id] }),
      link: dialog({ kind: 'link', ticket: ID }),
      move: dialog({ kind: 'move', ticket: ID, message }),
      split: dialog({ kind: 'split', ticket: ID, message }),
    },
    { layout: 'overlay' },
  ),
  // Their style sheet comes with them, and reaches no frame of the index.
  ...storiesOf(
    'MergedBanner',
    { default: banner(OTHER), unbroken: banner(UNBROKEN) },
    { layout: 'fullscreen' },
  ),
  ...storiesOf(
    'TicketsBeside',
    {
      default: {
        render: withHeadings(<TicketsBeside id={ID} />),
        queries: [beside({ merged: [summary(UNBROKEN)], related: [summary(OTHER)] })],
      },
    },
    { layout: 'fullscreen' },
  ),
];
