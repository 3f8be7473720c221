// @vitest-environment node
import { fold } from './folding.js';
import cases from './foldingCases.json';

test.each(cases)('$text is folded as on the server', ({ text, folded }) => {
  expect(fold(text)).toBe(folded);
});
