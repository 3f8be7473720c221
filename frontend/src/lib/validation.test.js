// @vitest-environment node
import { copy } from './copy.js';
import { EMPTY_DRAFT, draftReducer } from './draft.js';
import { firstProblem, problemsIn, ticketIn } from './validation.js';

/** @type {import('../types').NewTicket} */
const TICKET = {
  title: 'Printer',
  description: 'It is on fire.',
  category: 'technical',
  priority: 'high',
};

test('a complete ticket has no problems', () => {
  expect(problemsIn(TICKET)).toEqual({});
  expect(firstProblem({})).toBeUndefined();
});

test('everything that is missing is named', () => {
  expect(problemsIn(ticketIn(EMPTY_DRAFT))).toEqual(copy.form.missing);
});

test('the ticket in a draft is cleaned as the server will clean it', () => {
  let draft = draftReducer(EMPTY_DRAFT, { type: 'typed', field: 'title', value: ' a\nb ' });
  draft = draftReducer(draft, { type: 'typed', field: 'description', value: 'c\r\nd ' });
  draft = draftReducer(draft, { type: 'chose', field: 'category', value: 'billing' });
  draft = draftReducer(draft, { type: 'chose', field: 'priority', value: 'low' });
  expect(ticketIn(draft)).toEqual({
    title: 'a b',
    description: 'c\nd',
    category: 'billing',
    priority: 'low',
  });
});

test('a text without a mark is as good as none', () => {
  const draft = draftReducer(EMPTY_DRAFT, {
    type: 'typed',
    field: 'title',
    value: '\u200b \u200d',
  });
  expect(problemsIn(ticketIn(draft)).title).toBe(copy.form.missing.title);
});

test.each(
  /** @type {const} */ ([
    ['title', 200],
    ['description', 20_000],
  ]),
)('the %s may have %i characters and no more', (field, max) => {
  expect(problemsIn({ ...TICKET, [field]: 'x'.repeat(max) })).toEqual({});
  expect(problemsIn({ ...TICKET, [field]: 'x'.repeat(max + 1) })).toEqual({
    [field]: copy.form.tooLong(max),
  });
});

test('an emoji counts as one character', () => {
  expect(problemsIn({ ...TICKET, title: '😀'.repeat(200) })).toEqual({});
  expect(problemsIn({ ...TICKET, title: '😀'.repeat(201) })).toHaveProperty('title');
});

test('the first problem is the topmost in the form', () => {
  expect(firstProblem({ priority: 'p', description: 'd' })).toBe('description');
  expect(firstProblem({ priority: 'p', category: 'c' })).toBe('category');
  expect(firstProblem({ title: undefined, priority: 'p' })).toBe('priority');
});
