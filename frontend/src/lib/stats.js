/** @typedef {import('../types').Stats} Stats */
/** @typedef {import('../types').Ticket} Ticket */

/**
 * @template {Record<string, number>} Counts
 * @param {Counts} counts
 * @param {keyof Counts} from
 * @param {keyof Counts} to
 * @returns {Counts}
 */
function moveOne(counts, from, to) {
  if (from === to) return counts;
  return { ...counts, [from]: Math.max(0, counts[from] - 1), [to]: counts[to] + 1 };
}

/**
 * The figures as they will be once the server has counted a changed ticket anew.
 * @param {Stats} stats
 * @param {Ticket} before
 * @param {Ticket} after
 * @returns {Stats}
 */
export function withChangedTicket(stats, before, after) {
  const status = moveOne(stats.status_breakdown, before.status, after.status);
  const total = stats.total_tickets;
  return {
    ...stats,
    open_tickets: status.open,
    resolution_rate: total ? (status.resolved + status.closed) / total : null,
    status_breakdown: status,
    priority_breakdown: moveOne(stats.priority_breakdown, before.priority, after.priority),
    category_breakdown: moveOne(stats.category_breakdown, before.category, after.category),
  };
}
