import { isNewKey, noteOwnMessage, resetKnownKeys } from './knownKeys.js';

afterEach(resetKnownKeys);

test('a key is new once', () => {
  expect(isNewKey('e1')).toBe(true);
  expect(isNewKey('e1')).toBe(false);
});

test('one’s own message is no news', () => {
  noteOwnMessage(5);
  expect(isNewKey('m5')).toBe(false);
});

test('the keys that came longest ago are forgotten', () => {
  for (let id = 0; id < 1999; id += 1) isNewKey(`e${id}`);
  isNewKey('e0');
  isNewKey('e1999');
  isNewKey('e2000');
  expect(isNewKey('e0')).toBe(false);
  expect(isNewKey('e1')).toBe(true);
});
