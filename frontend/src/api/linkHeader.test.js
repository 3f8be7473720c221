// @vitest-environment node
import { nextCursor } from './linkHeader.js';

test.each([null, undefined, ''])('there is no next page without a header (%j)', (header) => {
  expect(nextCursor(header)).toBeNull();
});

test.each([
  ['<http://api:8000/api/tickets/?cursor=abc&status=open>; rel="next"', 'quoted'],
  ['<http://api:8000/api/tickets/?cursor=abc>; rel=next', 'unquoted'],
  ['</api/tickets/?cursor=abc>;rel="next"', 'relative, without a space'],
  ['</api/tickets/?cursor=abc>; REL="NEXT"', 'in capitals'],
  ['</api/tickets/?cursor=abc>; title="more"; rel="next"', 'after another parameter'],
  ['</api/tickets/?cursor=abc>; rel="last next"', 'one relation of several'],
  ['</api/tickets/?cursor=xyz>; rel="prev", </api/tickets/?cursor=abc>; rel="next"', 'second'],
  ['</api/tickets/?cursor=abc>; rel="next", </api/tickets/?cursor=xyz>; rel="prev"', 'first'],
])('the cursor is found in %s (%s)', (header) => {
  expect(nextCursor(header)).toBe('abc');
});

test('a cursor is decoded', () => {
  expect(nextCursor('</?cursor=cD0yMDI2%3D%3D>; rel="next"')).toBe('cD0yMDI2==');
});

test.each([
  '</api/tickets/?cursor=abc>; rel="prev"',
  '</api/tickets/?cursor=abc>; title="next"',
  '</api/tickets/?page=2>; rel="next"',
  'nonsense',
])('there is no cursor in %s', (header) => {
  expect(nextCursor(header)).toBeNull();
});

test('a relation that only begins like the next page is another one', () => {
  expect(nextCursor('</?cursor=a>; rel="nextpage"')).toBeNull();
});
