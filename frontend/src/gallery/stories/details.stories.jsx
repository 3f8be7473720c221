import { DetailHeader } from '../../features/tickets/detail/DetailHeader.jsx';
import { DetailMenu } from '../../features/tickets/detail/DetailMenu.jsx';
import { TicketDetail } from '../../features/tickets/detail/TicketDetail.jsx';
import { TicketRequester } from '../../features/tickets/detail/TicketRequester.jsx';
import { TicketSuggestion } from '../../features/tickets/detail/TicketSuggestion.jsx';
import { SnoozeMenu } from '../../features/tickets/snooze/SnoozeMenu.jsx';
import { RichText } from '../../ui/RichText.jsx';
import { WithWorkspace } from '../decorators.jsx';
import { TEXTS, TIMES, suggestion, ticket, tickets } from '../fixtures.js';
import { click, findElement } from '../interactions.js';
import { configLoaded, listLoaded, ticketFailed, ticketLoaded } from '../queryFixtures.js';
import { storiesOf } from '../story.js';

const ID = 1043;
const noop = () => {};

/** @param {import('../decorators.jsx').WorkspaceProps} props */
function Detail({ workspace: { list, navigation }, detail: panel }) {
  return (
    <div style={{ display: 'grid', blockSize: 'var(--width-dialog)' }}>
      <TicketDetail id={ID} list={list} navigation={navigation} panel={panel} />
    </div>
  );
}
const detail = () => <WithWorkspace component={Detail} />;

/** @param {Partial<import('../../types').Ticket>} [values] */
const showing = (values) => ({
  render: detail,
  view: { ticket: ID },
  queries: [ticketLoaded(ticket({ id: ID, ...values }))],
});

/** @param {number} id @param {Partial<import('../../types').Ticket>} [values] */
function head(id, values) {
  const shown = values && ticket({ id, ...values });
  /** @param {import('../decorators.jsx').WorkspaceProps} props */
  function Head({ workspace: { list, navigation } }) {
    return <DetailHeader id={id} ticket={shown} list={list} navigation={navigation} />;
  }
  return () => <WithWorkspace component={Head} />;
}

/**
 * @param {Partial<import('../../types').TicketSuggestion>} [values]
 * @param {Partial<import('../../types').Ticket>} [now]
 * @param {boolean} [isOpen]
 */
const suggested = (values, now, isOpen = false) => ({
  render: () => (
    <TicketSuggestion
      ticket={ticket({ suggestion: { ...suggestion, ...values }, ...now })}
      isFetching={false}
    />
  ),
  queries: [configLoaded()],
  play: async (/** @type {ParentNode} */ root) => {
    if (isOpen) click(await findElement(root, '.ai-why'));
  },
});

/** @param {string} requester_name @param {string} requester_email */
const requester = (requester_name, requester_email) => () => (
  <TicketRequester ticket={ticket({ requester_name, requester_email })} />
);

const FEW = tickets(3);

/** @param {ParentNode} root */
async function openChoices(root) {
  click(await findElement(root, '.icon-button'));
  await findElement(root, '[role="menu"]');
}

export const details = [
  ...storiesOf('TicketDetail', {
    ready: showing(),
    'with a requester': showing({
      requester_name: 'Maëlle Kerviel',
      requester_email: 'maelle@example.org',
    }),
    'suggestion changed': showing({ suggestion, priority: 'critical' }),
    resolved: showing({
      status: 'resolved',
      created_at: TIMES.weeks,
      updated_at: TIMES.hours,
      resolved_at: TIMES.days,
    }),
    'critical, just opened': showing({
      priority: 'critical',
      category: 'technical',
      created_at: TIMES.now,
      updated_at: TIMES.now,
    }),
    snoozed: showing({ snoozed_until: TIMES.tomorrow }),
    'back from snooze': showing({ woken_at: TIMES.minutes, woken_from: TIMES.minutes }),
    'back, for its requester wrote': showing({ woken_at: TIMES.minutes, woken_from: 'reply' }),
    unbroken: showing({ title: TEXTS.unbroken, description: TEXTS.unbroken.repeat(4) }),
    emoji: showing({ title: TEXTS.emoji, description: TEXTS.emoji.repeat(5) }),
    Arabic: showing({ title: TEXTS.arabic, description: TEXTS.arabicText }),
    '20,000 characters': showing({ description: TEXTS.long }),
    loading: { render: detail, view: { ticket: ID } },
    'not found': {
      render: detail,
      view: { ticket: ID },
      queries: [ticketFailed(ID, { kind: 'not_found' })],
    },
    failed: { render: detail, view: { ticket: ID }, queries: [ticketFailed(ID)] },
  }),
  ...storiesOf('TicketRequester', {
    both: requester('Maëlle Kerviel', 'maelle@example.org'),
    'name alone': requester('Maëlle Kerviel', ''),
    'address alone': requester('', 'maelle@bücher.example'),
    'no address to write to': requester('Maëlle Kerviel', 'javascript:alert(1)'),
    unbroken: requester(
      TEXTS.unbroken.slice(0, 100),
      `${'a'.repeat(60)}@${'b'.repeat(60)}.example`,
    ),
    Arabic: requester(TEXTS.arabic, 'layla@example.org'),
  }),
  ...storiesOf('TicketSuggestion', {
    kept: suggested(),
    'one changed': suggested({}, { priority: 'critical' }),
    'both changed': suggested({ category: 'technical', priority: 'medium' }, {}, true),
    'why?': suggested({}, {}, true),
    'why? without a reason': suggested(
      { reason: null, confidence: null, latency_ms: 0, created_at: TIMES.years },
      {},
      true,
    ),
    unbroken: suggested({ reason: TEXTS.unbroken, model: TEXTS.unbroken }, {}, true),
    Arabic: suggested({ reason: TEXTS.arabic }, {}, true),
    'not known yet': {
      render: () => <TicketSuggestion ticket={ticket({ suggestion: undefined })} isFetching />,
      queries: [configLoaded()],
    },
  }),
  ...storiesOf('DetailHeader', {
    alone: head(ID, {}),
    'first of the list': {
      render: head(FEW[0].id, {}),
      view: { ticket: FEW[0].id },
      queries: [listLoaded(FEW)],
    },
    'last of thousands': {
      render: head(FEW[2].id, { status: 'closed' }),
      view: { ticket: FEW[2].id },
      queries: [listLoaded(FEW, { total: { count: 12_345, exact: true } })],
    },
    'in the bin': {
      render: head(FEW[0].id, { folder: 'bin' }),
      view: { ticket: FEW[0].id },
      queries: [listLoaded(FEW)],
    },
    'not loaded yet': head(1_234_567),
  }),
  ...storiesOf('SnoozeMenu', {
    open: {
      render: () => <SnoozeMenu ticket={ticket({ id: ID })} />,
      layout: 'overlay',
      play: openChoices,
    },
    'open, of one that is snoozed': {
      render: () => <SnoozeMenu ticket={ticket({ id: ID, snoozed_until: 'reply' })} />,
      layout: 'overlay',
      play: openChoices,
    },
  }),
  ...storiesOf('RichText', {
    links: () => <RichText text={TEXTS.paragraphs} />,
    unbroken: () => <RichText text={`https://example.com/${TEXTS.unbroken} ${TEXTS.unbroken}`} />,
    Arabic: () => <RichText text={TEXTS.arabicText} />,
    'right-to-left within': () => <RichText text={`Error “${TEXTS.arabic}” since 9:00.`} />,
  }),
  ...storiesOf('DetailMenu', {
    open: {
      render: () => <DetailMenu ticket={ticket({ id: ID })} onCopyLink={noop} onLeave={noop} />,
      layout: 'overlay',
      play: async (root) => {
        click(await findElement(root, '.icon-button'));
        await findElement(root, '[role="menu"]');
      },
    },
  }),
];
