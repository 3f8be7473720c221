// @vitest-environment node
import { excerpt } from './excerpt.js';

const FAMILY = '👩\u200d👧';

describe('excerpt', () => {
  test('puts several lines on one', () => {
    expect(excerpt('one\n\n  two\tthree ')).toBe('one two three');
  });

  test('is at most as long as asked for', () => {
    expect(excerpt('word '.repeat(500), { limit: 20 })).toBe('word word word word ');
    expect(excerpt('x'.repeat(500))).toHaveLength(180);
  });

  test('leaves a short text with emoji as it is', () => {
    expect(excerpt(`It ${FAMILY} broke 😀`)).toBe(`It ${FAMILY} broke 😀`);
  });
});

describe('an excerpt around a place', () => {
  const around = (/** @type {string} */ text, /** @type {string} */ word) =>
    excerpt(text, { around: text.indexOf(word) });

  test('begins with a few words before it', () => {
    const text = `${'Some words of little use. '.repeat(100)}Then the needle\nlies here.`;
    expect(around(text, 'needle')).toBe('…use. Then the needle lies here.');
  });

  test('is the beginning where the place is seen in it anyway', () => {
    expect(around('Some words and the needle.', 'needle')).toBe('Some words and the needle.');
  });

  test('begins within a text without spaces, but within no character', () => {
    expect(around(`${'請'.repeat(100)}針`, '針')).toBe(`…${'請'.repeat(8)}針`);
    expect(around(`${'😀'.repeat(100)}x針`, '針')).toBe(`…${'😀'.repeat(3)}x針`);
    expect(around(`${'e\u0301'.repeat(100)}x針`, '針')).toBe(`…${'e\u0301'.repeat(3)}x針`);
  });

  test('is no longer than any other, but for its mark', () => {
    expect(around(`${'a '.repeat(100)}needle ${'z'.repeat(1000)}`, 'needle')).toHaveLength(181);
  });
});

test('an excerpt halves no character', () => {
  expect(excerpt(`${'a'.repeat(179)}😀`)).toBe('a'.repeat(179));
});
