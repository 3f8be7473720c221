// @vitest-environment node
import { submissionFor, ticketFor } from './idempotency.js';

/** @type {import('../../types').NewTicket} */
const TICKET = { title: 'a', description: 'b', category: 'billing', priority: 'low' };

test('the same text keeps its key', () => {
  const first = submissionFor(null, TICKET, () => 'one');
  expect(submissionFor(first, { ...TICKET }, () => 'two')).toEqual(first);
});

test.each([
  { title: 'A' },
  { description: 'B' },
  { category: /** @type {const} */ ('general') },
  { priority: /** @type {const} */ ('high') },
])('another text gets another key: %o', (difference) => {
  const first = submissionFor(null, TICKET, () => 'one');
  expect(submissionFor(first, { ...TICKET, ...difference }, () => 'two').key).toBe('two');
});

test('text that moves from one field to another is another text', () => {
  const first = submissionFor(null, { ...TICKET, title: 'a","b', description: 'c' }, () => 'one');
  const other = { ...TICKET, title: 'a', description: 'b","c' };
  expect(submissionFor(first, other, () => 'two').key).toBe('two');
});

test('keys differ by themselves', () => {
  expect(submissionFor(null, TICKET).key).not.toBe(submissionFor(null, TICKET).key);
});

test('what was stored by an earlier release is no reason to fail', () => {
  const damaged = /** @type {any} */ ({ something: 'else' });
  expect(submissionFor(damaged, TICKET, () => 'two').key).toBe('two');
});

describe('the suggestion that a ticket came of', () => {
  test('goes with it', () => {
    const ticket = { ...TICKET, suggestion_id: '7:abc' };
    expect(ticketFor(ticket, submissionFor(null, ticket))).toEqual(ticket);
  });

  test('stays the one that the same text was first sent with', () => {
    const first = submissionFor(null, { ...TICKET, suggestion_id: '7:abc' }, () => 'one');
    const later = { ...TICKET, suggestion_id: '8:def' };
    const again = submissionFor(first, later, () => 'two');
    expect(again.key).toBe('one');
    expect(ticketFor(later, again)).toEqual({ ...TICKET, suggestion_id: '7:abc' });
  });

  test('is left out where the same text was first sent without', () => {
    const first = submissionFor(null, TICKET, () => 'one');
    const later = { ...TICKET, suggestion_id: '8:def' };
    expect(
      ticketFor(
        later,
        submissionFor(first, later, () => 'two'),
      ),
    ).toEqual(TICKET);
  });
});

describe('who sends a ticket', () => {
  const WHO = { requester_name: 'Ann', requester_email: 'ann@example.org' };

  test('goes with it, and makes it another one', () => {
    const first = submissionFor(null, { ...TICKET, ...WHO }, () => 'one');
    expect(ticketFor({ ...TICKET, ...WHO }, first)).toEqual({ ...TICKET, ...WHO });
    const other = { ...TICKET, ...WHO, requester_email: '' };
    expect(submissionFor(first, other, () => 'two').key).toBe('two');
    const swapped = { ...TICKET, requester_name: 'ann@example.org', requester_email: 'Ann' };
    expect(submissionFor(first, swapped, () => 'two').key).toBe('two');
  });

  test('is left out where nobody says', () => {
    const nobody = { ...TICKET, requester_name: '', requester_email: '' };
    expect(
      submissionFor(
        submissionFor(null, TICKET, () => 'one'),
        nobody,
      ).key,
    ).toBe('one');
    expect(ticketFor(nobody, submissionFor(null, nobody))).toEqual(TICKET);
  });
});
