/** @typedef {import('../types').Account} Account */

/** @param {Partial<Account>} [values] @returns {Account} */
export const makeAccount = (values = {}) => ({
  id: 1,
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  is_admin: false,
  second_factor: { is_required: false, is_set_up: false },
  ...values,
});
