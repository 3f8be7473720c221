// @vitest-environment node
import { arrivalsIn, withEarlier, withNewest, withSent } from './messages.js';

/**
 * @param {string} keys one letter each; capitals are the requester's own
 * @returns {import('../../types').PublicMessage[]}
 */
const messagesOf = (keys) =>
  [...keys].map((key) => ({
    key,
    author: { kind: key < 'a' ? 'requester' : 'agent', name: '' },
    text: key,
    html: key,
    at: '2026-03-02T10:00:00Z',
  }));

/** @param {string} keys @param {string | null} [earlierCursor] */
const known = (keys, earlierCursor = null) => ({ messages: messagesOf(keys), earlierCursor });

/** @param {{ messages: { key: string }[] } | undefined} messages */
const keysIn = (messages) => messages?.messages.map(({ key }) => key).join('');

test.each([
  [undefined, 'abc', 'abc'],
  ['', 'a', 'a'],
  ['abc', 'abcd', 'abcd'],
  ['abc', 'cd', 'abcd'],
  // Something that was taken back is gone.
  ['abcX', 'bd', 'abd'],
  // Between the two there may be more.
  ['abc', 'xyz', 'xyz'],
  ['abc', '', ''],
])('%s and then the newest, %s: %s', (before, newest, after) => {
  const merged = withNewest(before === undefined ? undefined : known(before, 'old'), known(newest));
  expect(keysIn(merged)).toBe(after);
});

test('the way to earlier messages stays that of the earliest one read', () => {
  expect(withNewest(known('abc', 'before a'), known('cd', 'before c')).earlierCursor).toBe(
    'before a',
  );
  expect(withNewest(known('abc', 'before a'), known('xy', 'before x')).earlierCursor).toBe(
    'before x',
  );
  expect(withEarlier(known('cd', 'before c'), known('ab', 'before a'))).toEqual(
    known('abcd', 'before a'),
  );
});

test('what was sent is the last, and is there once', () => {
  expect(keysIn(withSent(known('ab'), messagesOf('X')[0]))).toBe('abX');
  expect(keysIn(withSent(known('aX'), messagesOf('X')[0]))).toBe('aX');
  expect(withSent(undefined, messagesOf('X')[0])).toBeUndefined();
});

test.each([
  ['', 'a', 'a'],
  ['ab', 'abc', 'c'],
  ['ab', 'abXc', 'c'],
  ['abX', 'abcX', 'c'],
  ['cd', 'abcd', ''],
  ['cd', 'abcde', 'e'],
  ['ab', 'abX', ''],
])('of %s and then %s has arrived: %s', (before, after, arrived) => {
  const found = arrivalsIn(messagesOf(before), messagesOf(after));
  expect(found.map(({ key }) => key).join('')).toBe(arrived);
});
