import { TRIAGE_FIELDS, USUAL_COLUMNS } from '../../api/vocabulary.js';
import { menuName } from '../../domain/ticket/menuName.js';
import { FieldMenu } from '../../features/tickets/editing/FieldMenu.jsx';
import { GroupHeader } from '../../features/tickets/list/GroupHeader.jsx';
import { TicketRow } from '../../features/tickets/list/TicketRow.jsx';
import { seenKey } from '../../features/tickets/unread/seenQuery.js';
import { UnreadMark } from '../../features/tickets/unread/UnreadMark.jsx';
import { openMenu } from '../../ui/hooks/menuState.js';
import { Cluster, ListPanel } from '../decorators.jsx';
import { TEXTS, TIMES, ticket } from '../fixtures.js';
import { findElement } from '../interactions.js';
import { dataLoaded } from '../queryFixtures.js';
import { storiesOf } from '../story.js';

const noop = () => {};
const moves = { open: noop, visit: noop, pick: noop };

/**
 * @param {Partial<import('../../types').Ticket>} [values]
 * @param {Partial<import('react').ComponentProps<typeof TicketRow>>} [props]
 * @param {Omit<import('react').ComponentProps<typeof ListPanel>, 'children'>} [room]
 */
const row = (values, props, room) => () => (
  <ListPanel {...room}>
    <TicketRow
      ticket={ticket(values)}
      found={null}
      isOpen={false}
      isActive
      isSelected={false}
      search=""
      href="?tab=tickets&ticket=1043"
      columns={USUAL_COLUMNS}
      moves={moves}
      {...props}
    />
  </ListPanel>
);

/** @param {Parameters<typeof row>[2]} [room] */
const unread = (room) => ({
  render: row({ last_requester_at: TIMES.now }, { UnreadMark }, room),
  queries: [dataLoaded([...seenKey(1043)], null)],
});

/**
 * @param {import('react').ComponentProps<typeof FieldMenu>['look']} look
 * @param {Partial<import('../../types').Ticket>} [values]
 */
const menus = (look, values) => () => (
  <Cluster>
    {TRIAGE_FIELDS.map((field) => (
      <FieldMenu key={field} ticket={ticket(values)} field={field} look={look} place="row" />
    ))}
  </Cluster>
);

/** @param {import('../../types').TriageField} field */
const openMenus = (field) => ({
  render: menus('text'),
  layout: /** @type {const} */ ('overlay'),
  play: async (/** @type {ParentNode} */ root) => {
    openMenu(menuName('row', field, 1043));
    await findElement(root, '[role="menu"]');
  },
});

export const rows = [
  ...storiesOf('TicketRow', {
    default: row(),
    open: row({}, { isOpen: true }),
    merged: row({ status: 'closed', merged_into: 1041 }),
    unread: unread(),
    'unread, narrow': unread({ isNarrow: true }),
    'unread, compact': unread({ density: 'compact' }),
    selected: row({}, { isSelected: true }),
    compact: row({}, {}, { density: 'compact' }),
    tagged: row({ tags: ['angry', 'refund', 'vat'], tag_colors: { angry: 'pink', vat: 'amber' } }),
    'tagged, narrow': row({ tags: ['angry', 'refund', 'vat'] }, {}, { isNarrow: true }),
    narrow: row({}, {}, { isNarrow: true }),
    'narrow, selected': row({}, { isSelected: true }, { isNarrow: true }),
    critical: row({ priority: 'critical', category: 'technical', created_at: TIMES.now }),
    resolved: row({ status: 'resolved', priority: 'low', created_at: TIMES.days }),
    'closed, years ago': row({ status: 'closed', priority: 'medium', created_at: TIMES.years }),
    'snoozed until they answer': row({ snoozed_until: 'reply' }),
    'snoozed, narrow': row({ snoozed_until: TIMES.tomorrow }, {}, { isNarrow: true }),
    'back from snooze': row({ woken_at: TIMES.minutes, woken_from: TIMES.minutes }),
    'back from snooze, narrow': row(
      { woken_at: TIMES.minutes, woken_from: TIMES.minutes },
      {},
      { isNarrow: true },
    ),
    'search matches': row({}, { search: 'vat march' }),
    'requester matches': row(
      { requester_name: 'Zoë Müller', requester_email: 'zoe.mueller@example.com' },
      { search: 'zoe muller' },
    ),
    'requester matches, narrow': row(
      { requester_name: 'Zoë Müller', requester_email: 'zoe.mueller@example.com' },
      { search: '“zoe muller”' },
      { isNarrow: true },
    ),
    unbroken: row({ title: TEXTS.unbroken, description: TEXTS.unbroken }),
    'unbroken, narrow': row({ id: 1234567, title: TEXTS.unbroken }, {}, { isNarrow: true }),
    emoji: row({ title: TEXTS.emoji, description: TEXTS.emoji }),
    Arabic: row({ title: TEXTS.arabic, description: TEXTS.arabicText }),
    'Arabic, narrow': row({ title: TEXTS.arabic }, {}, { isNarrow: true }),
    '20,000 characters': row({ description: TEXTS.long }),
  }),
  ...storiesOf('GroupHeader', {
    priority: () => <GroupHeader field="priority" value="critical" count={4} />,
    status: () => <GroupHeader field="status" value="in_progress" count={12_345} />,
    category: () => <GroupHeader field="category" value="billing" count={1} />,
    'not counted yet': () => <GroupHeader field="priority" value="low" />,
  }),
  ...storiesOf('FieldMenu', {
    icons: menus('icon'),
    texts: menus('text', { status: 'in_progress', priority: 'critical', category: 'technical' }),
    properties: menus('property'),
    'properties, resolved': menus('property', { status: 'resolved', priority: 'low' }),
    'status, open': openMenus('status'),
    'priority, open': openMenus('priority'),
    'category, open': openMenus('category'),
  }),
];
