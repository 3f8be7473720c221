// @vitest-environment node
import { submissionFor } from './idempotency.js';

/** @type {import('../types').NewTicket} */
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
