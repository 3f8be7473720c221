import { nearTime } from '../../../domain/ticket/snooze.js';

/** Texts about who answers a ticket. */
export const assignmentCopy = {
  find: { assignee: 'Find an agent', team: 'Find a team' },
  me: 'Me',
  myTeams: 'My teams',
  chosen: 'Chosen',
  take: 'Take it',
  signIn: 'Sign in to take a ticket: nobody knows who you are.',
  next: (/** @type {string} */ team) => `Next in ${team}`,
  given: (/** @type {number} */ id, /** @type {string} */ name) => `#${id} is now ${name}’s.`,
  notGiven: (/** @type {number} */ id, /** @type {string} */ reason) =>
    `#${id} stays where it is. ${reason}`,
  away: (/** @type {number} */ until, /** @type {number} */ now) =>
    `away until ${nearTime(until, now)}`,
  finding: 'Looking…',
  nobodyFound: { assignee: 'No agent is called that.', team: 'No team is called that.' },
  noTeams: 'There are no teams yet.',
  failed: 'The names couldn’t be loaded.',
  unassigned: 'Unassigned',
  assigned: (/** @type {string} */ name) => `Assigned to ${name}`,
  /** @type {Record<string, string>} */
  nobody: { assignee: 'nobody', team: 'no team' },
  deletedTeam: 'a deleted team',
  /** @type {Record<string, string>} */
  none: { assignee: 'Unassigned', team: 'In no team' },
};
