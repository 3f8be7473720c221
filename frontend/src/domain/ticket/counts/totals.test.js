import { expect, test } from 'vitest';

import { makeTicket } from '../../../test/makeTicket.js';
import { totalOf, withoutMoved } from './totals.js';

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

describe('tickets that were moved', () => {
  const tickets = [
    makeTicket({ id: 1 }),
    makeTicket({ id: 2, folder: 'spam' }),
    makeTicket({ id: 3, folder: 'bin' }),
  ];
  const page = { tickets, loaded: tickets, etag: null, nextCursor: null };
  const pages = [
    { ...page, total: { count: 9, exact: true } },
    { ...page, tickets: [tickets[0]], total: { count: 9, exact: true } },
  ];

  test.each([
    [[], [1], 7],
    [['spam'], [2], 6],
    [['spam', 'bin'], [2, 3], 7],
  ])('are left out of a list of %j', (folders, ids, count) => {
    const shown = withoutMoved(pages, /** @type {any} */ (folders));
    expect(shown[0].tickets.map(({ id }) => id)).toEqual(ids);
    expect(shown[0].total.count).toBe(count);
  });

  test('leave pages as they are where there are none', () => {
    const none = [pages[1]];
    expect(withoutMoved(none, [])).toBe(none);
  });
});
