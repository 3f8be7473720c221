import { CATEGORIES } from '../../../api/vocabulary.js';
import { cleanLine, lengthOf } from '../../../lib/text.js';
import { teamsCopy } from './copy.js';

/**
 * @typedef {import('../../../types').Team} Team
 * @typedef {import('../../../types').Category} Category
 * @typedef {import('../../../types').CategoryTeams} CategoryTeams
 * @typedef {{ id: number, name: string, capacity: number | null, away_until: string | null }} MemberValues
 *
 * @typedef {object} TeamForm what admins edit
 * @property {string} name
 * @property {import('../../../types').TeamValues['assignment']} assignment
 * @property {boolean} is_closed
 * @property {Category[]} categories whose new tickets go to the team
 * @property {MemberValues[]} members
 */

const NAME_MAX = 60;
const CAPACITY_MAX = 1_000;
const copy = teamsCopy.editor;

/** @type {TeamForm} */
export const EMPTY = { name: '', assignment: 'off', is_closed: false, categories: [], members: [] };

/**
 * Return whether a member is away at a time.
 * @param {{ away_until?: string | null }} member
 * @param {number} now
 */
export const isAway = ({ away_until: until }, now) =>
  Boolean(until) && Date.parse(`${until}`) > now;

/**
 * Return the categories whose new tickets go to a team.
 * @param {CategoryTeams} teams
 * @param {number} id
 */
export const categoriesOf = (teams, id) =>
  /** @type {Category[]} */ (CATEGORIES).filter((category) => teams[category]?.id === id);

/**
 * @param {Team} team
 * @param {CategoryTeams} teams
 * @returns {TeamForm}
 */
export function formOf(team, teams) {
  const now = Date.now();
  return {
    name: team.name,
    assignment: team.assignment ?? 'off',
    is_closed: team.is_closed ?? false,
    categories: categoriesOf(teams, team.id),
    members: (team.members ?? []).map((member) => ({
      id: member.id,
      name: member.name,
      capacity: member.capacity ?? null,
      // Who is back is here.
      away_until: isAway(member, now) ? (member.away_until ?? null) : null,
    })),
  };
}

/**
 * Return the values of a form as the API takes them.
 * @param {TeamForm} form
 * @returns {import('../../../types').TeamValues}
 */
export const toRequest = ({ name, assignment, is_closed, members }) => ({
  name: cleanLine(name),
  assignment,
  is_closed,
  members: members.map(({ id, capacity, away_until }) => ({ id, capacity, away_until })),
});

/** @param {MemberValues} member @returns {[string, string][]} */
function memberProblems({ id, capacity, away_until: until }) {
  /** @type {[string, string][]} */
  const problems = [];
  const isCount = capacity === null || (Number.isInteger(capacity) && capacity >= 0);
  if (!isCount || Number(capacity) > CAPACITY_MAX)
    problems.push([`capacity-${id}`, copy.badCapacity]);
  if (until && !isAway({ away_until: until }, Date.now())) {
    problems.push([`away-${id}`, copy.badAway]);
  }
  return problems;
}

/**
 * Return what is wrong with a form, by field.
 * @param {TeamForm} form
 * @returns {Record<string, string>}
 */
export function check({ name, members }) {
  const cleaned = cleanLine(name);
  /** @type {Record<string, string>} */
  const problems = Object.fromEntries(members.flatMap(memberProblems));
  if (!cleaned) problems.name = copy.nameMissing;
  else if (lengthOf(cleaned) > NAME_MAX) problems.name = copy.nameTooLong;
  return problems;
}
