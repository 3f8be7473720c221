// @vitest-environment node
import { ticketCopy } from '../../domain/ticket/copy.js';
import { isAddress } from '../../domain/ticket/validation.js';
import { submitCopy } from './copy.js';
import { EMPTY_DRAFT, draftReducer } from './draft.js';
import { firstProblem, problemsIn, ticketIn } from './submission.js';

const TICKET = /** @type {const} */ ({
  title: 'Printer',
  description: 'It is on fire.',
  category: 'technical',
  priority: 'high',
  requester_name: '',
  requester_email: '',
});

test('a complete ticket has no problems', () => {
  expect(problemsIn(TICKET)).toEqual({});
  expect(firstProblem({})).toBeUndefined();
});

test('everything that is missing is named', () => {
  expect(problemsIn(ticketIn(EMPTY_DRAFT))).toEqual({
    ...ticketCopy.missing,
    ...submitCopy.form.missing,
  });
});

test('the ticket in a draft is cleaned as the server will clean it', () => {
  let draft = draftReducer(EMPTY_DRAFT, { type: 'typed', field: 'title', value: ' a\nb ' });
  draft = draftReducer(draft, { type: 'typed', field: 'description', value: 'c\r\nd ' });
  draft = draftReducer(draft, { type: 'chose', field: 'category', value: 'billing' });
  draft = draftReducer(draft, { type: 'chose', field: 'priority', value: 'low' });
  draft = draftReducer(draft, { type: 'typed', field: 'requester_name', value: ' Ann\u2028 Lee' });
  draft = draftReducer(draft, {
    type: 'typed',
    field: 'requester_email',
    value: 'ann@example.org ',
  });
  expect(ticketIn(draft)).toEqual({
    title: 'a b',
    description: 'c\nd',
    category: 'billing',
    priority: 'low',
    requester_name: 'Ann Lee',
    requester_email: 'ann@example.org',
  });
});

test('a text without a mark is as good as none', () => {
  const draft = draftReducer(EMPTY_DRAFT, {
    type: 'typed',
    field: 'title',
    value: '\u200b \u200d',
  });
  expect(problemsIn(ticketIn(draft)).title).toBe(ticketCopy.missing.title);
});

test.each(
  /** @type {const} */ ([
    ['title', 200],
    ['description', 20_000],
  ]),
)('the %s may have %i characters and no more', (field, max) => {
  expect(problemsIn({ ...TICKET, [field]: 'x'.repeat(max) })).toEqual({});
  expect(problemsIn({ ...TICKET, [field]: 'x'.repeat(max + 1) })).toEqual({
    [field]: ticketCopy.tooLong(max),
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

// The same cases as in the server's tests.
test.each([
  'a@example.com',
  'first.last+tag@sub.example.co.uk',
  "o'brien@example.org",
  'x@bücher.example',
  'x@例子.公司',
  'x@xn--bcher-kva.example',
  'X@EXAMPLE.COM',
  `${'a'.repeat(64)}@example.com`,
])('%s is an address', (address) => {
  expect(isAddress(address)).toBe(true);
  expect(problemsIn({ ...TICKET, requester_email: address })).toEqual({});
});

test.each([
  '@',
  'a',
  'a@',
  'example.com',
  '@example.com',
  'a@example',
  'a@localhost',
  'a@[127.0.0.1]',
  'a@127.0.0.1',
  'a b@example.com',
  'a@b@example.com',
  'a..b@example.com',
  '.a@example.com',
  'a@-example.com',
  'a@exa_mple.com',
  'a@example..com',
  'a@example.com.',
  '"a"@example.com',
  '"a@evil.example>"@example.com',
  'Ann <a@example.com>',
  'a@example.com,b@example.com',
  'a@example.com\r\nBcc: b@example.com',
  'a@example.com?bcc=b@example.com',
  'a@exam\u202eple.com',
  'ä@example.com',
  `${'a'.repeat(65)}@example.com`,
])('%s is none', (address) => {
  expect(isAddress(address)).toBe(false);
  expect(problemsIn({ ...TICKET, requester_email: address })).toEqual({
    requester_email: ticketCopy.noAddress,
  });
});

test('a name and an address may be as long as the server lets them', () => {
  const requester_name = '😀'.repeat(101);
  expect(problemsIn({ ...TICKET, requester_name })).toEqual({
    requester_name: ticketCopy.tooLong(100),
  });
  const requester_email = `a@${'b.'.repeat(130)}com`;
  expect(problemsIn({ ...TICKET, requester_email })).toEqual({
    requester_email: ticketCopy.tooLong(254),
  });
});
