// @vitest-environment node
import { OPEN_NOW, createdIn, createdWith, resolvedIn } from './dashboardLinks.js';

test.each(
  /** @type {const} */ ([
    ['7d', 7],
    ['30d', 30],
    ['90d', 90],
    ['all', null],
  ]),
)('the lists of %s look back as far as its figures', (period, days) => {
  expect(createdIn(period)).toEqual({ tab: 'tickets', created_within: days });
  expect(resolvedIn(period)).toEqual({
    tab: 'tickets',
    status: ['resolved', 'closed'],
    resolved_within: days,
  });
  expect(createdWith('priority', 'critical', period)).toEqual({
    tab: 'tickets',
    priority: ['critical'],
    created_within: days,
  });
});

test('what is open now is so whenever it was created', () => {
  expect(OPEN_NOW).toMatchObject({
    tab: 'tickets',
    status: ['open', 'in_progress'],
    created_within: null,
    resolved_within: null,
  });
});
