/** Names of the queues and the other built-in views. */
export const viewCopy = {
  names: {
    mine: 'Mine',
    unassigned: 'Unassigned',
    waiting_for_us: 'Waiting for us',
    waiting_for_requester: 'Waiting for requester',
    followed: 'Followed',
    my_teams: 'My teams',
    all_open: 'All open',
    critical: 'Critical',
    in_progress: 'In progress',
    snoozed: 'Snoozed',
    resolved_week: 'Resolved this week',
    everything: 'All tickets',
    spam: 'Spam',
    bin: 'Bin',
  },
  custom: 'Filtered',
};
