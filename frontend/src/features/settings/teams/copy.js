import { nearTime } from '../../../domain/ticket/snooze.js';
import { plural } from '../../../lib/plural.js';

/** Texts of the teams in the settings. */
export const teamsCopy = {
  title: 'Teams',
  text: 'Agents who answer the same tickets.',
  editTitle: 'Edit team',
  newTitle: 'New team',
  create: 'New team',
  goOn: 'Go on with your draft',
  search: 'Search teams',
  failed: 'We couldn’t load the teams.',
  none: 'No teams yet',
  noneText:
    'Put agents who answer the same tickets into a team, and give it the tickets of a category.',
  noMatch: 'Nothing matches',
  noMatchText: (/** @type {string} */ search) => `No team has “${search}” in its name.`,
  members: (/** @type {number} */ count) => plural(count, 'member'),
  membersHidden: 'Members are told to themselves and admins only',
  away: (/** @type {number} */ count) => `${count} away`,
  gets: (/** @type {string[]} */ names) => `Gets ${names.join(', ')}`,
  edit: (/** @type {string} */ name) => `Edit: ${name}`,
  look: (/** @type {string} */ name) => `Members of ${name}`,
  remove: (/** @type {string} */ name) => `Delete: ${name}`,
  /** @type {Record<import('../../../types').TeamValues['assignment'], { short: string, name: string, hint: string }>} */
  assignment: {
    off: {
      short: 'By hand',
      name: 'By hand',
      hint: 'Tickets wait in the team until somebody takes them.',
    },
    round_robin: {
      short: 'In turn',
      name: 'In turn',
      hint: 'Each new ticket goes to the member whose turn it is.',
    },
    least_busy: {
      short: 'To the least busy',
      name: 'To who has the fewest open',
      hint: 'Each new ticket goes to the member with the fewest open tickets.',
    },
  },
  deletion: {
    question: (/** @type {string} */ name) => `Delete the team “${name}”?`,
    counting: 'Counting its tickets…',
    notCounted: 'Its tickets stay, in no team.',
    open(/** @type {number} */ count, /** @type {boolean} */ exact) {
      if (!count) return 'It has no open tickets.';
      const tickets = `${exact ? '' : 'At least '}${plural(count, 'open ticket')}`;
      return `${tickets} will be in no team.`;
    },
    closed: 'All agents will see them.',
  },
  editor: {
    name: 'Name',
    namePlaceholder: 'Such as Billing',
    nameMissing: 'Give it a name.',
    nameTooLong: 'Shorten this to 60 characters.',
    assignment: 'How its tickets get an assignee',
    closed: 'Closed to others',
    closedHint: 'Only its members and admins see its tickets.',
    categories: 'New tickets that go here',
    categoriesHint: 'Those that are there already stay where they are.',
    from: (/** @type {string} */ team) => `now to ${team}`,
    members: 'Members',
    noMembers: 'Nobody is in this team yet.',
    addMember: 'Add a member',
    done: 'Done',
    find: 'Find an agent',
    finding: 'Looking…',
    nobodyFound: 'No agent is called that.',
    allIn: 'All of these are in the team.',
    findFailed: 'The names couldn’t be loaded.',
    added: (/** @type {string} */ name) => `${name} is in the team.`,
    takeOut: (/** @type {string} */ name) => `Remove ${name}`,
    takenOut: (/** @type {string} */ name) => `${name} is no longer in the team.`,
    capacity: 'Most open tickets',
    capacityOf: (/** @type {string} */ name) => `Most open tickets for ${name}`,
    any: 'Any',
    awayUntil: 'Away until',
    awayOf: (/** @type {string} */ name) => `${name} is away until`,
    back: (/** @type {string} */ name) => `${name} is back`,
    badCapacity: 'Give a number up to 1,000, or nothing.',
    badAway: 'Choose a time in the future.',
    badMembers: 'These members were not accepted.',
    membersHint:
      'So many open tickets at most are assigned to each automatically; nothing while they are away.',
  },
  fields: {
    name: 'name',
    assignment: 'how tickets get an assignee',
    is_closed: 'closed to others',
    categories: 'categories',
    members: 'members',
  },
  awayUntil: (/** @type {string} */ iso, /** @type {number} */ now) =>
    `Away until ${nearTime(Date.parse(iso), now)}`,
  upTo: (/** @type {number} */ count) => `up to ${count} open`,
  teamSavedOnly: (/** @type {string} */ reason) =>
    `The team is saved, but not which categories go to it. ${reason}`,
};
