// @vitest-environment node
import { readFileSync } from 'node:fs';

import {
  bytesOf,
  cleanAddress,
  cleanLine,
  cleanName,
  cleanText,
  isBlank,
  lengthOf,
} from './text.js';

/**
 * Vite's own reader of JSON takes no half characters.
 * @type {Record<string, { name: string, typed: string, text: string, line: string, address: string }[]>}
 */
const cases = JSON.parse(readFileSync(new URL('./textCases.json', import.meta.url), 'utf-8'));
const ZERO_WIDTH_SPACE = '\u200b';
const ZERO_WIDTH_JOINER = '\u200d';
const BYTE_ORDER_MARK = '\ufeff';
const SOFT_HYPHEN = '\u00ad';
const FAMILY = '👩\u200d👧';

// The server does the same: backend/tests/core/text/test_tidy.py.
describe('cases that the server knows too', () => {
  test.each(cases.texts)('$name', ({ typed, text, line }) => {
    expect(cleanText(typed)).toBe(text);
    expect(cleanLine(typed)).toBe(line);
    expect(cleanName(typed)).toBe(line.replace(/\s+/g, ' '));
    for (const clean of [cleanText, cleanLine, cleanName]) {
      expect(clean(clean(typed))).toBe(clean(typed));
    }
  });

  test.each(cases.blank)('$name is blank', ({ typed }) => {
    expect([cleanText(typed), cleanLine(typed), cleanName(typed)]).toEqual(['', '', '']);
  });

  test.each(cases.visible)('$name has something to read', ({ typed }) => {
    expect(cleanText(typed)).not.toBe('');
    expect(cleanLine(typed)).not.toBe('');
  });

  test.each(cases.addresses)('the address: $name', ({ typed, address }) => {
    expect(cleanAddress(typed)).toBe(address);
  });

  test('a long text takes little time', () => {
    const started = performance.now();
    for (const text of ['a plain text of words\n', '\u001b[31m', '\u001b]0;', '\u009d0;', ' ']) {
      for (const clean of [cleanLine, cleanName, cleanText, cleanAddress]) {
        clean(`a${text.repeat(50_000 / text.length)}(`);
      }
    }
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('isBlank', () => {
  test.each([
    ['', 'nothing'],
    [' \t\n', 'white space'],
    ['\u00a0\u2003', 'wide and unbreakable spaces'],
    ['\u2028\u2029', 'line and paragraph separators'],
    [ZERO_WIDTH_SPACE + ZERO_WIDTH_JOINER, 'characters without a width'],
    [BYTE_ORDER_MARK + SOFT_HYPHEN, 'format characters'],
    ['\u0000\u0007', 'control characters'],
  ])('%j is blank: %s', (text) => {
    expect(isBlank(text)).toBe(true);
  });

  test.each(['.', '0', ` ${ZERO_WIDTH_SPACE}x`, '😀', FAMILY, 'ü', '\ud83d'])(
    '%j has something to read',
    (text) => {
      expect(isBlank(text)).toBe(false);
    },
  );
});

describe('lengthOf', () => {
  test.each([
    ['', 0],
    ['abc', 3],
    ['😀', 1],
    [FAMILY, 3],
    ['\ud83d', 1],
  ])('counts %j as the server does', (text, expected) => {
    expect(lengthOf(text)).toBe(expected);
  });
});

describe('cleanLine', () => {
  test('makes one line of several and trims it', () => {
    expect(cleanLine('  one\r\n\ttwo\nthree ')).toBe('one two three');
  });

  test('keeps spaces within, and joined emoji whole', () => {
    expect(cleanLine(`a  b ${FAMILY}`)).toBe(`a  b ${FAMILY}`);
  });

  test('leaves nothing of a text without a mark', () => {
    expect(cleanLine(` ${ZERO_WIDTH_SPACE} `)).toBe('');
  });
});

describe('cleanText', () => {
  test('has one kind of line break, and keeps the lines', () => {
    expect(cleanText('one\r\ntwo\rthree\n\nfour')).toBe('one\ntwo\nthree\n\nfour');
  });

  test('trims the ends only', () => {
    expect(cleanText('\n  first\n  second \n')).toBe('first\n  second');
  });

  test('leaves nothing of a text without a mark', () => {
    expect(cleanText(`${ZERO_WIDTH_SPACE}\n${BYTE_ORDER_MARK}`)).toBe('');
  });
});

test('a text takes as many bytes as its characters do in UTF-8', () => {
  expect(bytesOf('')).toBe(0);
  expect(bytesOf('abc')).toBe(3);
  expect(bytesOf('aé€')).toBe(6);
  expect(bytesOf(FAMILY)).toBe(11);
});
