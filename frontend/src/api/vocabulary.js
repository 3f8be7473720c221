/** The words the API knows, in the order in which people should see them. */

/** @type {import('../types').Status[]} */
export const STATUSES = ['open', 'in_progress', 'resolved', 'closed'];
/** @param {import('../types').Ticket['status']} status */
export const isDone = (status) => status === 'resolved' || status === 'closed';

/** @type {import('../types').Priority[]} */
export const PRIORITIES = ['low', 'medium', 'high', 'critical'];

/** @type {import('../types').Priority[]} */
export const PRIORITIES_BY_URGENCY = ['critical', 'high', 'medium', 'low'];

/** @type {import('../types').Category[]} */
export const CATEGORIES = ['billing', 'technical', 'account', 'general'];

/** @type {import('../types').Awaiting[]} */
export const TURNS = ['agent', 'requester', 'nobody'];

/** @type {import('../types').Folder[]} */
export const FOLDERS = ['spam', 'bin'];

/** @type {import('../types').Ordering[]} */
export const ORDERINGS = [
  '-created_at',
  'created_at',
  '-updated_at',
  '-priority',
  '-last_message_at',
  'waiting_since',
];

/** @type {import('../types').TriageField[]} */
export const TRIAGE_FIELDS = ['status', 'priority', 'category'];

/**
 * The fields to group the list by, each with the ordering that puts its groups together.
 * @type {Record<import('../types').TriageField, import('../types').Ordering>}
 */
export const GROUP_ORDERINGS = { priority: '-priority', status: 'status', category: 'category' };

/** @type {import('../types').Column[]} */
export const COLUMNS = [
  'priority',
  'category',
  'assignee',
  'team',
  'requester',
  'created_at',
  'last_message_at',
];

/** @type {import('../types').Column[]} */
export const USUAL_COLUMNS = ['priority', 'category', 'assignee', 'created_at'];

/** @type {import('../types').Density[]} */
export const DENSITIES = ['comfortable', 'compact'];

/** @type {import('../types').Tab[]} */
export const TABS = ['submit', 'tickets', 'dashboard'];

/** The values of each field that an agent sets in place. */
export const FIELD_VALUES = {
  status: STATUSES,
  priority: PRIORITIES_BY_URGENCY,
  category: CATEGORIES,
};

export const TITLE_MAX = 200;
export const DESCRIPTION_MAX = 20_000;
export const NAME_MAX = 100;
export const EMAIL_MAX = 254;
/** In bytes of UTF-8. */
export const MESSAGE_MAX = 65_536;

/** @type {import('../types').Period[]} */
export const PERIODS = ['7d', '30d', '90d', 'all'];

/** The most tickets that one bulk change may touch; the server has the same limit. */
export const BULK_MAX = 1000;

// Each character may take nine bytes of a query, of which the server takes 4,000.
export const SEARCH_MAX = 350;

export const TAG_NAME_MAX = 50;

/** The most tags of a ticket, and values of a filter by them. */
export const TAGS_MAX = 20;

/** The filters by days, which begin where the team is. */
export const DAYS_FILTERS = /** @type {const} */ ([
  'created_within',
  'resolved_within',
  'first_response_within',
  'assigned_within',
  'answered_within',
  'older_than',
]);

/**
 * Return the same for each of them.
 * @template T
 * @param {T} value
 * @returns {Record<typeof DAYS_FILTERS[number], T>}
 */
export const forDays = (value) =>
  /** @type {any} */ (Object.fromEntries(DAYS_FILTERS.map((name) => [name, value])));
