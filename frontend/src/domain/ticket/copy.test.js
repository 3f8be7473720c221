// @vitest-environment node
import { ticketCopy } from './copy.js';

test('a total that the server stopped counting says so', () => {
  expect(ticketCopy.total({ count: 1, exact: true })).toBe('1 ticket');
  expect(ticketCopy.total({ count: 12, exact: true })).toBe('12 tickets');
  expect(ticketCopy.total({ count: 500, exact: false })).toBe('500+ tickets');
});
