import { connect } from '../../../api/connection.js';
import { nextCursor } from '../../../api/linkHeader.js';

/** @typedef {import('../../../types').AuditEvent} AuditEvent */

/**
 * @typedef {object} AuditFilters empty ones match everything
 * @property {string} action
 * @property {string} actor the whole name
 * @property {string} since the first day, YYYY-MM-DD in the reader's time zone
 * @property {string} until the last day
 */

const FIRST_YEAR = 1970;

/**
 * Return the moment at which a day of the reader begins; undefined for none, also while its year is
 * being typed.
 * @param {string} day YYYY-MM-DD
 * @param {number} [later] by so many days
 */
function startOf(day, later = 0) {
  const date = new Date(`${day}T00:00`);
  if (!(date.getFullYear() >= FIRST_YEAR)) return undefined;
  date.setDate(date.getDate() + later);
  return date.toISOString();
}

/**
 * A page of the audit trail, newest first.
 * @param {AuditFilters} filters
 * @param {{ cursor?: string | null, signal?: AbortSignal }} [options]
 * @returns {Promise<{ events: AuditEvent[], nextCursor: string | null }>}
 */
export async function listAuditEvents({ action, actor, since, until }, { cursor, signal } = {}) {
  const http = await connect();
  const params = {
    action: action || undefined,
    actor: actor || undefined,
    since: startOf(since),
    until: startOf(until, 1),
    cursor: cursor ?? undefined,
  };
  const { data, headers } = await http.get('audit-events/', { params, signal });
  return { events: data, nextCursor: nextCursor(headers.link) };
}
