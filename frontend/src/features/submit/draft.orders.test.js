// @vitest-environment node
import { EMPTY_DRAFT, draftReducer } from './draft.js';

/**
 * @typedef {import('./draft.js').Draft} Draft
 * @typedef {import('./draft.js').DraftAction} DraftAction
 * @typedef {import('./draft.js').ChoiceField} ChoiceField
 * @typedef {{ asked: string | null, own: Record<ChoiceField, string | null> }} Known
 *   what is known from the events alone: the text that an answer is awaited for, and what the
 *   person has chosen
 */

const LENGTH = 5;
const FIELDS = /** @type {const} */ (['category', 'priority']);

/** @type {DraftAction[]} */
const ACTIONS = [
  { type: 'typed', field: 'title', value: 't' },
  { type: 'typed', field: 'description', value: 'x' },
  { type: 'chose', field: 'category', value: 'general' },
  { type: 'chose', field: 'category', value: 'billing' },
  { type: 'chose', field: 'priority', value: 'low' },
  { type: 'took_suggestion', field: 'category' },
  { type: 'asked', text: 'x' },
  { type: 'asked', text: 'y' },
  { type: 'answered', text: 'x', category: 'billing', priority: 'high' },
  { type: 'answered', text: 'y', category: 'account', priority: null },
  { type: 'answered', text: 'x', category: null, priority: null },
  { type: 'stopped_asking' },
  { type: 'cleared' },
];

/** @type {Known} */
const NOTHING = { asked: null, own: { category: null, priority: null } };

/**
 * @param {Known} known
 * @param {DraftAction} action
 * @returns {Known}
 */
function learn(known, action) {
  switch (action.type) {
    case 'typed':
      return action.field === 'description' ? { ...known, asked: null } : known;
    case 'chose':
      return { ...known, own: { ...known.own, [action.field]: action.value } };
    case 'took_suggestion':
      return { ...known, own: { ...known.own, [action.field]: null } };
    case 'asked':
      return { ...known, asked: action.text };
    case 'answered':
      return action.text === known.asked ? { ...known, asked: null } : known;
    case 'stopped_asking':
      return { ...known, asked: null };
    case 'cleared':
      return NOTHING;
  }
}

/**
 * Return the rule that a step breaks, if any.
 * @param {Known} known before the step
 * @param {DraftAction} action
 * @param {Draft} before
 * @param {Draft} after
 */
function faultOf(known, action, before, after) {
  const { own } = learn(known, action);
  const lost = FIELDS.find((field) => own[field] !== null && after[field].value !== own[field]);
  if (lost) return `the person’s ${lost} was replaced`;
  if (action.type !== 'answered') return null;
  if (action.text !== known.asked) return after === before ? null : 'a late answer changed it';
  const missed = FIELDS.find(
    (field) => own[field] === null && after[field].value !== (action[field] ?? before[field].value),
  );
  return missed ? `the suggested ${missed} was not filled in` : null;
}

/**
 * Run every sequence of events up to a length.
 * @param {(faulty: DraftAction[], fault: string) => void} report
 * @returns {number} how many steps were looked at
 */
function walk(report) {
  /**
   * @param {Draft} before
   * @param {Known} known
   * @param {DraftAction[]} path
   * @returns {number}
   */
  function visit(before, known, path) {
    if (path.length === LENGTH) return 0;
    let steps = 0;
    for (const action of ACTIONS) {
      if (action.type === 'took_suggestion' && !before[action.field].suggested) continue;
      const after = draftReducer(before, action);
      const fault = faultOf(known, action, before, after);
      if (fault) report([...path, action], fault);
      steps += 1 + visit(after, learn(known, action), [...path, action]);
    }
    return steps;
  }
  return visit(EMPTY_DRAFT, NOTHING, []);
}

test('in no order of events is a choice replaced, or a late answer taken', () => {
  /** @type {string[]} */
  const faults = [];
  const steps = walk((path, fault) => faults.push(`${fault}: ${JSON.stringify(path)}`));
  expect(faults.slice(0, 3)).toEqual([]);
  expect(steps).toBeGreaterThan(200_000);
});
