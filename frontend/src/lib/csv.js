// What spreadsheets take for the beginning of a formula, full-width and small forms too, behind what
// some of them drop: quotes, spaces and characters that nobody sees. An apostrophe gets one as well,
// so that a cell has one meaning.
const FORMULA = /^(?:'|[\p{C}\p{Z}"]*[=+\-@＝＋－＠﹦﹢﹣﹫−])|^[\t\r]/u;
// Those that take a semicolon or a tab for the end of a cell, and those that end it at a line break.
const SPECIAL = /[",;\t\r\n]/;
// Without it, spreadsheets take the text for one in another encoding.
const BYTE_ORDER_MARK = '\ufeff';

/** @param {string | number} cell */
function toCell(cell) {
  if (typeof cell === 'number') return String(cell);
  // One cell stays one in every program: a line break or a tab could begin another with a formula.
  const line = cell.replace(/[\t\r\n;]+/g, ' ').trim();
  const safe = FORMULA.test(line) ? `'${line}` : line;
  return SPECIAL.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Return a table as the text of a CSV file. Cells of text never begin a formula; numbers stay such.
 * @param {(string | number)[][]} rows with that of the columns' names
 */
export const toCsv = (rows) =>
  BYTE_ORDER_MARK + rows.map((cells) => `${cells.map(toCell).join(',')}\r\n`).join('');

/**
 * Return the name of a file: its parts in lower case, without anything that a file may not be called.
 * @param {(string | null)[]} parts
 */
export const fileNameOf = (parts) =>
  `${parts
    .filter((part) => part !== null)
    .map((part) =>
      part
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '-')
        .replace(/^-|-$/g, ''),
    )
    .join('-')}.csv`;

/**
 * Give the browser a file to keep.
 * @param {string} name
 * @param {string} text
 */
export function saveFile(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Browsers read it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
