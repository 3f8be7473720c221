// @vitest-environment node
import { EMPTY_DRAFT, draftReducer, isEmptyDraft, restoreDraft } from './draft.js';

/** @typedef {import('./draft.js').DraftAction} DraftAction */

/** @param {DraftAction[]} actions */
const after = (...actions) => actions.reduce(draftReducer, EMPTY_DRAFT);

/** @type {DraftAction} */
const ASKED = { type: 'asked', text: 'x' };
/** @type {DraftAction} */
const ANSWERED = { type: 'answered', text: 'x', category: 'billing', priority: 'high' };
/** @type {DraftAction} */
const CHOSE_GENERAL = { type: 'chose', field: 'category', value: 'general' };

describe('a suggestion', () => {
  test('fills in what nobody has chosen', () => {
    const draft = after(ASKED, ANSWERED);
    expect(draft.category).toMatchObject({ value: 'billing', by: 'ai', suggested: 'billing' });
    expect(draft.priority).toMatchObject({ value: 'high', by: 'ai', suggested: 'high' });
    expect(draft.suggestion).toBe('suggested');
  });

  test('stands beside a choice made before it came', () => {
    const draft = after(ASKED, CHOSE_GENERAL, ANSWERED);
    expect(draft.category).toMatchObject({
      value: 'general',
      by: 'person',
      suggested: 'billing',
      changed: false,
    });
    expect(draft.priority.value).toBe('high');
  });

  test('of one field leaves the other open', () => {
    const draft = after(ASKED, { ...ANSWERED, priority: null });
    expect(draft.category.value).toBe('billing');
    expect(draft.priority.value).toBe('');
    expect(draft.suggestion).toBe('suggested');
  });

  test('of nothing changes nothing and is told apart', () => {
    const draft = after(ASKED, { ...ANSWERED, category: null, priority: null });
    expect(draft.category).toEqual(EMPTY_DRAFT.category);
    expect(draft.suggestion).toBe('unavailable');
  });

  test('replaces an earlier suggestion that nobody has touched', () => {
    const draft = after(
      ASKED,
      ANSWERED,
      { type: 'asked', text: 'y' },
      { type: 'answered', text: 'y', category: 'account', priority: null },
    );
    expect(draft.category.value).toBe('account');
    expect(draft.priority.value).toBe('high');
  });

  test('can be taken after another choice, and is then a suggestion again', () => {
    const draft = after(ASKED, ANSWERED, CHOSE_GENERAL, {
      type: 'took_suggestion',
      field: 'category',
    });
    expect(draft.category).toMatchObject({ value: 'billing', by: 'ai', changed: false });
  });
});

describe('the same text', () => {
  /** @type {DraftAction} */
  const NOTHING = { ...ANSWERED, category: null, priority: null };

  test('was asked for once there is an answer, also one that suggests nothing', () => {
    expect(after(ASKED, ANSWERED).asked).toBe('x');
    expect(after(ASKED, NOTHING).asked).toBe('x');
  });

  test('was not asked for where that has failed', () => {
    const draft = after(ASKED, { ...NOTHING, hasFailed: true });
    expect(draft).toMatchObject({ asked: '', suggestion: 'unavailable' });
  });
});

describe('what stands beside a suggestion', () => {
  /** @type {DraftAction} */
  const EXPLAINED = { ...ANSWERED, id: '7:abc', reason: 'Two charges.', confidence: 0.3 };

  test('is its name, its reason and its doubt', () => {
    const draft = after(ASKED, EXPLAINED, CHOSE_GENERAL);
    expect(draft).toMatchObject({ suggestionId: '7:abc', reason: 'Two charges.', isUnsure: true });
    expect(after(ASKED, { ...EXPLAINED, confidence: 0.5 }).isUnsure).toBe(false);
    expect(after(ASKED, { ...EXPLAINED, confidence: null }).isUnsure).toBe(false);
  });

  test('goes with the question for another text', () => {
    const draft = after(ASKED, EXPLAINED, { type: 'asked', text: 'y' });
    expect(draft).toMatchObject({ suggestionId: '', reason: '', isUnsure: false });
  });

  test('is not taken from an answer that suggests nothing', () => {
    const draft = after(ASKED, { ...EXPLAINED, category: null, priority: null });
    expect(draft).toMatchObject({ suggestionId: '', reason: '', isUnsure: false });
  });
});

describe('a choice', () => {
  test('against the suggestion remembers that it changed it', () => {
    expect(after(ASKED, ANSWERED, CHOSE_GENERAL).category.changed).toBe(true);
  });

  test('of what was suggested is the person’s from then on', () => {
    const draft = after(ASKED, ANSWERED, { type: 'chose', field: 'category', value: 'billing' });
    expect(draft.category).toMatchObject({ value: 'billing', by: 'person', changed: false });
  });
});

describe('an answer is late', () => {
  /** @type {[string, DraftAction][]} */
  const reasons = [
    ['typing has gone on', { type: 'typed', field: 'description', value: 'more' }],
    ['another text was asked for', { type: 'asked', text: 'y' }],
    ['nobody waits any more', { type: 'stopped_asking' }],
    ['the draft was cleared', { type: 'cleared' }],
    ['there is an answer already', { ...ANSWERED, category: 'account' }],
  ];

  test.each(reasons)('when %s', (_reason, action) => {
    const before = after(ASKED, action);
    expect(draftReducer(before, ANSWERED)).toBe(before);
  });

  test('but not because the title was typed in', () => {
    const draft = after(ASKED, { type: 'typed', field: 'title', value: 't' }, ANSWERED);
    expect(draft.category.value).toBe('billing');
  });
});

test('typing on after an answer keeps what it filled in', () => {
  const draft = after(ASKED, ANSWERED, { type: 'typed', field: 'description', value: 'x and y' });
  expect(draft.category.value).toBe('billing');
  expect(draft.suggestion).toBe('suggested');
  expect(draft.description).toBe('x and y');
});

test('a draft is empty until something is typed or chosen', () => {
  expect(isEmptyDraft(EMPTY_DRAFT)).toBe(true);
  expect(isEmptyDraft(after(ASKED))).toBe(true);
  expect(isEmptyDraft(after({ type: 'typed', field: 'title', value: 't' }))).toBe(false);
  expect(isEmptyDraft(after({ type: 'typed', field: 'description', value: 'd' }))).toBe(false);
  expect(isEmptyDraft(after(CHOSE_GENERAL))).toBe(false);
  expect(isEmptyDraft(after(CHOSE_GENERAL, { type: 'cleared' }))).toBe(true);
});

describe('restoreDraft', () => {
  test('gives back what was stored', () => {
    const draft = after(ASKED, ANSWERED, CHOSE_GENERAL);
    expect(restoreDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
  });

  test('no longer waits for an answer, and may ask anew', () => {
    const draft = restoreDraft(after({ type: 'typed', field: 'description', value: 'x' }, ASKED));
    expect(draft).toMatchObject({ description: 'x', asked: '', suggestion: 'idle' });
  });

  test('may ask anew where there was no suggestion', () => {
    const stored = { ...after(ASKED, ANSWERED), suggestion: 'unavailable' };
    expect(restoreDraft(stored)).toMatchObject({ asked: '', suggestion: 'unavailable' });
  });

  test('completes a draft of a release that kept less', () => {
    expect(restoreDraft({ title: 'old' })).toEqual({ ...EMPTY_DRAFT, title: 'old' });
  });

  test.each([
    null,
    undefined,
    'text',
    42,
    [],
    { title: 7 },
    { description: null },
    { category: null },
    { category: 'billing' },
    { priority: { value: 3 } },
    { suggestionId: 7 },
    { reason: null },
  ])('starts afresh from %j', (stored) => {
    expect(restoreDraft(stored)).toEqual(EMPTY_DRAFT);
  });
});
