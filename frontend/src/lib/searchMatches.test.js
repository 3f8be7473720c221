// @vitest-environment node
import { explainMatch, segments } from './searchMatches.js';

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
    ['Straße', 'STRASSE', '[Straße]'],
    ['Straße', 'tras', 'S[traß]e'],
    ['ﬁnal invoice', 'final INVOICE', '[ﬁnal] [invoice]'],
    ['İzmir faturası', 'İZMİR FATURA', '[İzmir] [fatura]sı'],
    ['\u212aelvin', 'kelvin', '[\u212aelvin]'],
    ['Zürich', 'ZURICH', '[Zürich]'],
    ['Zu\u0308rich', 'zürich', '[Zu\u0308rich]'],
    ['Can’t print', "can't", '[Can’t] print'],
    ['my pass\u200bword', 'password', 'my [pass\u200bword]'],
    ['VPN\u2011client', 'vpn-client', '[VPN\u2011client]'],
    ['ＡＢＣ１', 'abc1', '[ＡＢＣ１]'],
    ['I cannot\n  log in', '“cannot log in”', 'I [cannot\n  log in]'],
    ['log in, cannot', '"cannot log in"', 'log in, cannot'],
    ['\u1112\u1161\u11ab\u1100\u1173\u11af', '한글', '[\u1112\u1161\u11ab\u1100\u1173\u11af]'],
    ['😀 Ærø', 'aero', '😀 [Ærø]'],
  ])('as it is written: %j, searched for %j', (text, search, expected) => {
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

describe('what explains a match beside the title', () => {
  const ticket = {
    title: 'Printer on fire',
    description: 'The PRINTER smokes, and the İron too.',
    requester_name: 'Zoë Müller',
    requester_email: 'zoe@example.com',
  };
  const who = 'Zoë Müller · zoe@example.com';

  test.each([
    ['', -1, ''],
    ['printer', -1, ''],
    ['fire Print', -1, ''],
    ['smoke', 12, ''],
    ['printer smoke', 12, ''],
    ['too smoke', 12, ''],
    ['İron', 28, ''],
    ['absent', -1, ''],
    ['zoe', -1, who],
    ['muller smokes', 12, who],
    ['<zoe@example.com>', -1, who],
  ])('searched for %j', (search, place, requester) => {
    expect(explainMatch(ticket, search)).toEqual({ place, requester });
  });
});
