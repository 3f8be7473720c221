// @vitest-environment node
import { sendingFor } from './idempotency.js';

test('the same text keeps its key, another one gets another', () => {
  const first = sendingFor(null, 'a', () => 'one');
  expect(first).toEqual({ key: 'one', body: 'a' });
  expect(sendingFor(first, 'a', () => 'two')).toBe(first);
  expect(sendingFor(first, 'b', () => 'two')).toEqual({ key: 'two', body: 'b' });
});
