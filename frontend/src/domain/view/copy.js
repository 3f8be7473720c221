/** Names of the built-in views. */
export const viewCopy = {
  names: {
    all_open: 'All open',
    mine: 'Mine',
    unassigned: 'Unassigned',
    waiting: 'Waiting for us',
    critical: 'Critical',
    in_progress: 'In progress',
    resolved_week: 'Resolved this week',
    everything: 'All tickets',
  },
  custom: 'Filtered',
};
