/** The words the API knows, in the order in which people should see them. */

/** @type {import('../types').Status[]} */
export const STATUSES = ['open', 'in_progress', 'resolved', 'closed'];

/** @type {import('../types').Priority[]} */
export const PRIORITIES = ['low', 'medium', 'high', 'critical'];

/** @type {import('../types').Priority[]} */
export const PRIORITIES_BY_URGENCY = ['critical', 'high', 'medium', 'low'];

/** @type {import('../types').Category[]} */
export const CATEGORIES = ['billing', 'technical', 'account', 'general'];

/** @type {import('../types').Ordering[]} */
export const ORDERINGS = ['-created_at', 'created_at', '-updated_at', '-priority'];

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
export const SEARCH_MAX = 200;
