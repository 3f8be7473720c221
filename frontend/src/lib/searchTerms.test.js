// @vitest-environment node
import cases from './searchCases.json';
import { isCutShort, termsOf } from './searchTerms.js';

test.each(cases)('$search is split as on the server', ({ search, terms }) => {
  expect(termsOf(search)).toEqual(terms);
});

test('more words than are searched for are told', () => {
  const words = Array.from({ length: 21 }, (_, index) => `word${index}`);
  expect(isCutShort(words.slice(1).join(' '), 350)).toBe(false);
  expect(isCutShort(words.join(' '), 350)).toBe(true);
  expect(isCutShort('again '.repeat(30), 350)).toBe(false);
  expect(isCutShort('x'.repeat(350), 350)).toBe(true);
});
