// @vitest-environment node
import { makeTicket, statsOf } from '../test/makeTicket.js';
import { CATEGORIES, PRIORITIES, STATUSES } from './vocabulary.js';
import { withChangedTicket } from './stats.js';

const others = [
  makeTicket({ id: 2, status: 'open', priority: 'low', category: 'general' }),
  makeTicket({ id: 3, status: 'closed', priority: 'high', category: 'billing' }),
  makeTicket({ id: 4, status: 'resolved', priority: 'critical', category: 'account' }),
];

const everyTicket = STATUSES.flatMap((status) =>
  PRIORITIES.flatMap((priority) =>
    CATEGORIES.map((category) => makeTicket({ status, priority, category })),
  ),
);

test('any ticket changed into any other gives what the server would count', () => {
  for (const before of everyTicket) {
    const stats = statsOf([before, ...others]);
    for (const after of everyTicket) {
      expect(withChangedTicket(stats, before, after)).toEqual(statsOf([after, ...others]));
    }
  }
});

test('a change and its way back leave the figures as they were', () => {
  const [before, after] = [makeTicket(), makeTicket({ status: 'closed', priority: 'critical' })];
  const stats = statsOf([before, ...others]);
  const moved = withChangedTicket(stats, before, after);
  expect(moved).not.toEqual(stats);
  expect(withChangedTicket(moved, after, before)).toEqual(stats);
});

test('no count falls below zero where the figures are older than the ticket', () => {
  const stats = statsOf([makeTicket({ status: 'closed' })]);
  const moved = withChangedTicket(
    stats,
    makeTicket({ status: 'open' }),
    makeTicket({ status: 'resolved' }),
  );
  expect(moved.open_tickets).toBe(0);
  expect(moved.status_breakdown.resolved).toBe(1);
});

test('there is no rate without tickets', () => {
  const moved = withChangedTicket(statsOf([]), makeTicket(), makeTicket({ status: 'closed' }));
  expect(moved.resolution_rate).toBeNull();
});
