// @vitest-environment node
import { placeBeyondTitle, segments } from './searchMatches.js';

/**
 * Return the text with brackets around the marked parts.
 * @param {string} text
 * @param {string} search
 */
const marked = (text, search) =>
  segments(text, search)
    .map((segment) => (segment.isMatch ? `[${segment.text}]` : segment.text))
    .join('');

describe('a text is marked where the server finds the words', () => {
  test.each([
    ['The Invoice is wrong', 'INVOICE', 'The [Invoice] is wrong'],
    ['an invoice, another invoice', 'voic', 'an in[voic]e, another in[voic]e'],
    ['The invoice is wrong', 'wrong  the', '[The] invoice is [wrong]'],
    ['nothing of it', 'absent', 'nothing of it'],
    ['anything', '  ', 'anything'],
    ['', 'word', ''],
    ['Überweisung fehlt', 'ÜBERWEISUNG', '[Überweisung] fehlt'],
    ['ΠΛΗΡΩΜΉ ΛΌΓΟΣ', 'πληρωμή λόγος', '[ΠΛΗΡΩΜΉ] [ΛΌΓΟΣ]'],
    ['Не работает вход', 'НЕ ВХОД', '[Не] работает [вход]'],
    ['請求書が届きません', '請求書', '[請求書]が届きません'],
    ['𐐀𐐁 and 𐐨', '𐐨', '[𐐀]𐐁 and [𐐨]'],
    ['ıslak imza', 'ISLAK', '[ıslak] imza'],
    ['x (a+b) [c] y', '(A+B) [c]', 'x [(a+b)] [[c]] y'],
    ['100% of C:\\temp', 'c:\\T %', '100[%] of [C:\\t]emp'],
  ])('%j, searched for %j', (text, search, expected) => {
    expect(marked(text, search)).toBe(expected);
  });

  test.each([
    ['Straße', 'straße', '[Straße]'],
    ['Straße', 'STRASSE', 'Straße'],
    ['STRAẞE', 'straße', 'STRAẞE'],
    ['ﬁnal invoice', 'final INVOICE', 'ﬁnal [invoice]'],
    ['İzmir faturası', 'İZMİR FATURA', 'İzmir [fatura]sı'],
    ['\u212aelvin', 'kelvin', '\u212aelvin'],
  ])('character by character: %j, searched for %j', (text, search, expected) => {
    expect(marked(text, search)).toBe(expected);
  });
});

test('words that overlap or meet are one mark', () => {
  expect(marked('the printer', 'print printer')).toBe('the [printer]');
  expect(marked('the printer', 'printer inter')).toBe('the [printer]');
  expect(marked('abcdef', 'bcd cde')).toBe('a[bcde]f');
  expect(marked('abcd', 'ab cd')).toBe('[abcd]');
});

test('a mark takes what is drawn upon its last letter along', () => {
  expect(marked('cafe\u0301 noir', 'CAFE')).toBe('[cafe\u0301] noir');
  expect(marked('كِتاب', 'ك')).toBe('[كِ]تاب');
});

test('every part tells where it starts', () => {
  expect(segments('a bad day', 'BAD')).toEqual([
    { text: 'a ', isMatch: false, start: 0 },
    { text: 'bad', isMatch: true, start: 2 },
    { text: ' day', isMatch: false, start: 5 },
  ]);
});

describe('where the description has what the title lacks', () => {
  const ticket = { title: 'Printer on fire', description: 'The PRINTER smokes, and the İron too.' };

  test.each([
    ['', -1],
    ['printer', -1],
    ['fire Print', -1],
    ['smoke', 12],
    ['printer smoke', 12],
    ['too smoke', 12],
    ['İron', 28],
    ['absent', -1],
  ])('searched for %j', (search, expected) => {
    expect(placeBeyondTitle(ticket, search)).toBe(expected);
  });
});
