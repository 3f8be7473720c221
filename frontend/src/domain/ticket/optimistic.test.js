// @vitest-environment node
import { makeTicket } from '../../test/makeTicket.js';
import { settled, shown, started } from './optimistic.js';

/**
 * @param {string} id
 * @param {import('../../types').TicketChanges} changes
 */
const change = (id, changes) => ({ id, changes });

/** @param {ReturnType<typeof change>[]} changes */
const tracked = (...changes) =>
  changes.reduce(started, {
    confirmed: makeTicket({ status: 'open', priority: 'low' }),
    pending: [],
  });

test('changes under way are shown on top of what is confirmed', () => {
  const ticket = shown(
    tracked(change('a', { status: 'closed' }), change('b', { priority: 'high' })),
  );
  expect(ticket).toMatchObject({ status: 'closed', priority: 'high' });
});

test('the later of two changes to a field is shown', () => {
  const both = tracked(change('a', { status: 'closed' }), change('b', { status: 'resolved' }));
  expect(shown(both).status).toBe('resolved');
});

test('a refusal takes its own change back and no other', () => {
  const both = tracked(change('a', { status: 'closed' }), change('b', { priority: 'high' }));
  expect(shown(settled(both, 'a', null))).toMatchObject({ status: 'open', priority: 'high' });
  expect(shown(settled(both, 'b', null))).toMatchObject({ status: 'closed', priority: 'low' });
});

test('the refusal of an earlier change leaves the later one to the same field', () => {
  const both = tracked(change('a', { status: 'closed' }), change('b', { status: 'resolved' }));
  const one = settled(both, 'a', null);
  expect(shown(one).status).toBe('resolved');
  expect(shown(settled(one, 'b', null)).status).toBe('open');
});

test('the answer to one change does not hide another that is under way', () => {
  const both = tracked(change('a', { status: 'closed' }), change('b', { priority: 'high' }));
  const one = settled(both, 'a', makeTicket({ status: 'closed', priority: 'low', version: 2 }));
  expect(shown(one)).toMatchObject({ status: 'closed', priority: 'high', version: 2 });
});

test('a change refused after another was confirmed goes back to what was confirmed', () => {
  const both = tracked(change('a', { status: 'closed' }), change('b', { status: 'resolved' }));
  const one = settled(both, 'a', makeTicket({ status: 'closed' }));
  expect(shown(settled(one, 'b', null)).status).toBe('closed');
});
