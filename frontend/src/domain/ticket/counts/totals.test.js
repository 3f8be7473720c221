import { expect, test } from 'vitest';

import { totalOf } from './totals.js';

/**
 * @param {number} tickets
 * @param {import('../../../types').Total} total
 */
function page(tickets, total) {
  return /** @type {import('../../../types').TicketPage} */ (
    /** @type {unknown} */ ({ tickets: Array.from({ length: tickets }), total })
  );
}

test('an exact total is what the first page says', () => {
  const total = { count: 120, exact: true };
  expect(totalOf([page(50, total), page(50, { count: 119, exact: true })])).toEqual(total);
});

test('a total that may be more is no less than what is loaded', () => {
  const total = { count: 60, exact: false };
  expect(totalOf([page(50, total)])).toEqual(total);
  expect(totalOf([page(50, total), page(50, total)])).toEqual({ count: 100, exact: false });
});

test('without pages there is no total', () => {
  expect(totalOf(undefined)).toBeUndefined();
  expect(totalOf([])).toBeUndefined();
});
