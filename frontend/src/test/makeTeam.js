/** @typedef {import('../types').Team} Team */

/** @param {Partial<import('../types').Member>} [values] @returns {import('../types').Member} */
export const makeMember = (values = {}) => ({
  id: 5,
  name: 'Ada',
  capacity: null,
  away_until: null,
  ...values,
});

/**
 * Return a team as the server has it.
 * @param {Partial<Team>} [values]
 * @returns {Team}
 */
export function makeTeam(values = {}) {
  const id = values.id ?? 1;
  return {
    id,
    name: `Team ${id}`,
    assignment: 'off',
    is_closed: false,
    members: [makeMember()],
    version: 1,
    ...values,
  };
}

/** @type {import('../types').CategoryTeams} */
export const NO_CATEGORY_TEAMS = { billing: null, technical: null, account: null, general: null };
