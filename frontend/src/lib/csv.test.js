import { fileNameOf, toCsv } from './csv.js';

/** @param {string | number} cell */
const cellOf = (cell) =>
  toCsv([[cell]])
    .replace('\ufeff', '')
    .replace('\r\n', '');

test('a file begins with a byte order mark, and lines end as spreadsheets end them', () => {
  expect(
    toCsv([
      ['Agent', 'Taken'],
      ['Ada', 3],
    ]),
  ).toBe('\ufeffAgent,Taken\r\nAda,3\r\n');
});

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  ' =1',
  '\u200b=1',
  '＝1',
  '"=1',
  '\t=1',
  '\r=1',
  '\n@x',
])('text never begins a formula: %j', (text) => {
  expect(cellOf(text)).toMatch(/^"?'/);
});

test('an apostrophe gets another one', () => expect(cellOf("'=1")).toBe("''=1"));

test('numbers stay numbers', () => {
  expect(cellOf(-1.5)).toBe('-1.5');
  expect(cellOf(0)).toBe('0');
});

test('a cell stays one in every program', () => {
  expect(cellOf('a;=1')).toBe('a =1');
  expect(cellOf('a\n=1')).toBe('a =1');
  expect(cellOf('Doe, "Jo"')).toBe('"Doe, ""Jo"""');
});

test('a file name has nothing that a file may not be called', () => {
  expect(fileNameOf(['ticketflow', 'Tickets by priority', '2026-02-01', null])).toBe(
    'ticketflow-tickets-by-priority-2026-02-01.csv',
  );
  expect(fileNameOf(['a/b\\c:d*?"<>|', 'Öl'])).toBe('a-b-c-d-öl.csv');
});
