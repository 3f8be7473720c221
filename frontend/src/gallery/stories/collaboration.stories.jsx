import { ticketCopy } from '../../domain/ticket/copy.js';
import { keys } from '../../domain/ticket/keys.js';
import { AssigneeLine } from '../../features/tickets/collision/AssigneeLine.jsx';
import { CollisionDialog } from '../../features/tickets/collision/CollisionDialog.jsx';
import { FollowButton } from '../../features/tickets/followers/FollowButton.jsx';
import { SimilarTickets } from '../../features/tickets/similar/SimilarTickets.jsx';
import { makeSimilar } from '../../test/collaboration.js';
import { TEXTS, TIMES, ticket } from '../fixtures.js';
import { dataLoaded } from '../queryFixtures.js';
import { storiesOf } from '../story.js';

/** @typedef {import('../../types').Similar} Similar */

const ID = 1043;
const noop = () => {};
const ADA = { id: 2, name: 'Ada Lovelace' };
const LAYLA = { id: 3, name: 'ليلى حداد' };
const LONG_NAME = { id: 4, name: TEXTS.unbroken.slice(0, 60) };

/** @param {import('../../types').Agent[]} followers */
const followedBy = (followers) => ({
  render: () => <FollowButton ticket={ID} />,
  queries: [dataLoaded(keys.followers(ID), followers)],
});

/** @param {Partial<Similar>} values @param {Record<string, unknown>} [state] */
const found = (values, state) => () => {
  /** @type {any} */
  const query = {
    data: { duplicates: [], solved: [], complete: true, ...values },
    fetchStatus: 'idle',
    isError: false,
    refetch: noop,
    ...state,
  };
  return (
    <>
      <h1 className="visually-hidden">SimilarTickets</h1>
      <h2 className="visually-hidden">{ticketCopy.number(ID)}</h2>
      <SimilarTickets of={ID} query={query} />
    </>
  );
};

const DUPLICATES = [
  makeSimilar({
    id: 1041,
    title: TEXTS.plain,
    words: ['invoices', 'vat', 'march'],
    same_requester: true,
    created_at: TIMES.hours,
  }),
  makeSimilar({
    id: 1038,
    title: TEXTS.arabic,
    status: /** @type {any} */ ('in_progress'),
    words: ['403'],
    requester_name: LAYLA.name,
    created_at: TIMES.days,
  }),
  makeSimilar({
    id: 1002,
    title: TEXTS.unbroken,
    requester_name: '',
    requester_email: `${'a'.repeat(60)}@example.org`,
    created_at: TIMES.weeks,
  }),
];
const SOLVED = [
  makeSimilar({
    id: 920,
    title: 'Old VAT number on invoices',
    status: /** @type {any} */ ('closed'),
    words: ['vat', 'invoices', 'foot'],
    reply: 'We have put the new VAT number in. Open the invoice again, it has it at its foot now.',
    created_at: TIMES.years,
  }),
  makeSimilar({ id: 919, title: TEXTS.emoji, status: /** @type {any} */ ('resolved') }),
];

/** @param {{ id: number | null, name: string }} who @param {import('../../types').Doing} doing */
const present = (who, doing) => ({ ...who, doing, since: TIMES.minutes });

/** @param {import('../../types').Presence[]} writers @param {boolean} isTaken */
const asked = (writers, isTaken) => () => (
  <CollisionDialog collision={{ writers, isTaken, assignee: LAYLA, assign: noop }} />
);

/** @param {import('../../types').Agent} assignee @param {boolean} isNew */
const line = (assignee, isNew) => () => (
  <AssigneeLine ticket={ticket({ id: ID, assignee })} notice={{ assignee, isNew, dismiss: noop }} />
);

export const collaboration = [
  ...storiesOf('FollowButton', {
    nobody: followedBy([]),
    several: followedBy([ADA, LAYLA, LONG_NAME]),
    loading: () => <FollowButton ticket={ID} />,
  }),
  // Their style sheet comes with them, and reaches no frame of the index.
  ...storiesOf(
    'SimilarTickets',
    {
      both: found({ duplicates: DUPLICATES, solved: SOLVED }),
      'solved alone': found({ solved: SOLVED.slice(0, 1) }),
      none: found({}),
      'not all looked through': found({ duplicates: DUPLICATES.slice(0, 1), complete: false }),
      loading: found({}, { data: undefined, fetchStatus: 'fetching' }),
      offline: found({}, { data: undefined, fetchStatus: 'paused' }),
      failed: found({}, { data: undefined, isError: true }),
    },
    { layout: 'fullscreen' },
  ),
  ...storiesOf('AssigneeLine', {
    'somebody else’s': line(ADA, false),
    'just taken': line(LAYLA, true),
    unbroken: line(LONG_NAME, true),
  }),
  ...storiesOf(
    'CollisionDialog',
    {
      taking: asked([present(ADA, 'replying')], true),
      giving: asked([present(LAYLA, 'noting')], false),
      several: asked([present(ADA, 'replying'), present({ id: null, name: '' }, 'noting')], true),
      unbroken: asked([present(LONG_NAME, 'replying')], true),
    },
    { layout: 'overlay' },
  ),
];
