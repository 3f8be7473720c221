import { triggerAt } from './triggers.js';

/** @param {string} text with a bar for the caret */
function found(text) {
  const caret = text.indexOf('|');
  const trigger = triggerAt(text.replace('|', ''), caret);
  return trigger && [trigger.kind, trigger.query, trigger.start, trigger.end];
}

test.each([
  ['@|', ['agent', '', 0, 1]],
  ['Ask @Ada L|', ['agent', 'Ada L', 4, 10]],
  ['one\n#12|3', ['ticket', '12', 4, 7]],
  ['(#vat|)', ['ticket', 'vat', 1, 5]],
  ['/|', ['reply', '', 0, 1]],
  ['Hello\n\n/refund|', ['reply', 'refund', 7, 14]],
  ['@Ada and #4|', ['ticket', '4', 9, 11]],
  ['@ア|', ['agent', 'ア', 0, 2]],
  ['https:/|/example.com', null],
  ['a/b|', null],
  ['me@example|', null],
  ['and / or|', null],
  ['# Title|', null],
  ['## |', null],
  ['@Ada Lovelace has seen it|', null],
  ['@Ada\nnext|', null],
  [`@${'x'.repeat(80)}|`, null],
  ['|@Ada', null],
  ['[@Ada](agent:7) |', null],
  ['[@Ada](agent:7) @B|', ['agent', 'B', 16, 18]],
])('%j', (text, expected) => {
  expect(found(text)).toEqual(expected);
});
