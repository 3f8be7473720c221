// @vitest-environment node
import { cleanLine, cleanText, isBlank, lengthOf } from './text.js';

const ZERO_WIDTH_SPACE = '\u200b';
const ZERO_WIDTH_JOINER = '\u200d';
const BYTE_ORDER_MARK = '\ufeff';
const SOFT_HYPHEN = '\u00ad';
const FAMILY = '👩\u200d👧';

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
