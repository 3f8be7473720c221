import { makeEvent, makeMessage } from '../../../test/makeMessage.js';
import { initialsOf } from '../../../domain/ticket/initials.js';
import { authorName } from './authors.js';
import { threadItems } from './threadItems.js';

/** @param {number} id @param {string} at */
const message = (id, at) => ({
  type: /** @type {const} */ ('message'),
  ...makeMessage({ id, at }),
});

const NOON = '2026-03-02T12:00:00Z';
const NEXT = '2026-03-04T12:00:00Z';

/** @param {Parameters<typeof threadItems>} parameters */
const kinds = (...parameters) =>
  threadItems(...parameters).map((entry) => (entry.kind === 'day' ? 'day' : entry.key));

test('a day begins where it is another than before', () => {
  const items = [message(1, NOON), message(2, NOON), message(3, NEXT)];
  expect(kinds(items, NOON)).toEqual(['message 1', 'message 2', 'day', 'message 3']);
  expect(kinds(items, null)).toEqual(['day', 'message 1', 'message 2', 'day', 'message 3']);
});

test('that the ticket was created is left out', () => {
  const items = [makeEvent({ action: 'created', at: NOON }), makeEvent({ id: 2, at: NOON })];
  expect(kinds(items, NOON)).toEqual(['event 2']);
});

test('authors without a name have one', () => {
  expect(authorName({ kind: 'agent', id: null, name: '' })).toBe('Someone (open demo)');
  expect(authorName({ kind: 'agent', id: 7, name: 'Ada' }, 7)).toBe('You');
  expect(authorName({ kind: 'agent', id: 7, name: 'Ada' }, 8)).toBe('Ada');
  expect(authorName({ kind: 'requester', id: null, name: '' })).toBe('Requester');
});

test('initials are of the first and the last word', () => {
  expect(initialsOf('Ada King Lovelace')).toBe('AL');
  expect(initialsOf('ليلى')).toBe('ل');
  expect(initialsOf('')).toBe('');
});
