import { exactTime } from '../../../lib/dates.js';

/** @param {number} count */
const tickets = (count) => (count === 1 ? '1 ticket' : `${count.toLocaleString()} tickets`);

/** Texts about being away. */
export const absenceCopy = {
  title: 'Away',
  text: 'While you are away, no ticket is assigned to you automatically. What comes back to you goes to others of its team.',
  failed: 'We couldn’t load whether you are away.',
  noTeam:
    'You are in no team, so nothing is assigned to you automatically. You can still hand over.',
  awayUntil: (/** @type {string} */ iso) => `You are away until ${exactTime(iso)}.`,
  back: 'I’m back',
  isBack: 'Welcome back. Tickets are assigned to you again.',
  until: 'Back on',
  untilMissing: 'Say when you will be back.',
  untilPast: 'Choose a time in the future.',
  handOver: (/** @type {number} */ count) => `Your ${tickets(count)}, open now`,
  choices: {
    keep: { name: 'Keep them', hint: 'They wait for you.' },
    teams: {
      name: 'Give them to my teams',
      hint: 'Each goes to another member of its team. Where nobody has room, nobody has it.',
    },
    nobody: { name: 'Give them back', hint: 'Nobody has them: they stand in Unassigned.' },
  },
  start: 'I’m away',
  handOverNow: 'Hand over',
  started: (/** @type {string} */ iso) => `You are away until ${exactTime(iso)}.`,
  handed(/** @type {number} */ given, /** @type {number} */ unassigned) {
    const parts = [];
    if (given) parts.push(`${tickets(given)} went to others.`);
    if (unassigned) parts.push(`${tickets(unassigned)} now unassigned.`);
    return parts.join(' ');
  },
  undoHint: 'The tickets are yours again.',
  undone: 'The tickets are yours again.',
  notUndone: (/** @type {string} */ reason) => `The tickets stay where they are. ${reason}`,
};
