/**
 * The ticket that a person is writing, and the rules by which a suggestion may fill it in.
 * Pure, so that "never overwrite what the person chose" can be shown to hold in every order of
 * events.
 *
 * @typedef {import('../../types').Category} Category
 * @typedef {import('../../types').Priority} Priority
 *
 * @typedef {object} Answer
 * @property {Category | null} category
 * @property {Priority | null} priority
 * @property {string} [id]
 * @property {string | null} [reason]
 * @property {number | null} [confidence]
 * @property {boolean} [hasFailed] whether there may be a suggestion at another time
 *
 * @typedef {object} Choice
 * @property {Category | Priority | ''} value
 * @property {'' | 'ai' | 'person'} by who set the value
 * @property {Category | Priority | ''} suggested
 * @property {boolean} changed whether the person replaced a value that the suggestion had set
 *
 * @typedef {'idle' | 'reading' | 'suggested' | 'unavailable'} SuggestionState
 *
 * @typedef {object} Draft
 * @property {string} title
 * @property {string} description
 * @property {Choice} category
 * @property {Choice} priority
 * @property {string} requester_name
 * @property {string} requester_email
 * @property {string} asked the text that a suggestion was last asked for
 * @property {SuggestionState} suggestion
 * @property {string} suggestionId by which the server knows the suggestion that stands
 * @property {string} reason why the model suggested it, in its own words
 * @property {boolean} isUnsure whether it was not sure itself
 *
 * @typedef {'title' | 'description' | 'requester_name' | 'requester_email'} TextField
 * @typedef {'category' | 'priority'} ChoiceField
 *
 * @typedef {{ type: 'typed', field: TextField, value: string }
 *   | { type: 'chose', field: ChoiceField, value: Category | Priority }
 *   | { type: 'took_suggestion', field: ChoiceField }
 *   | { type: 'asked', text: string }
 *   | { type: 'answered', text: string } & Answer
 *   | { type: 'stopped_asking' }
 *   | { type: 'cleared' }} DraftAction
 */

/** @type {Choice} */
const NO_CHOICE = { value: '', by: '', suggested: '', changed: false };

/** @type {Draft} */
export const EMPTY_DRAFT = {
  title: '',
  description: '',
  category: NO_CHOICE,
  priority: NO_CHOICE,
  requester_name: '',
  requester_email: '',
  asked: '',
  suggestion: 'idle',
  suggestionId: '',
  reason: '',
  isUnsure: false,
};

const UNSURE_BELOW = 0.5;

/**
 * @param {Choice} choice
 * @param {Category | Priority | null} suggested
 * @returns {Choice}
 */
function suggest(choice, suggested) {
  if (!suggested) return choice;
  if (choice.by === 'person') return { ...choice, suggested };
  return { ...choice, value: suggested, by: 'ai', suggested };
}

/**
 * @param {Draft} draft
 * @param {Extract<DraftAction, { type: 'answered' }>} answer
 * @returns {Draft}
 */
function answered(draft, { text, category, priority, id, reason, confidence, hasFailed }) {
  const stale = draft.suggestion !== 'reading' || draft.asked !== text;
  if (stale) return draft;
  return {
    ...draft,
    category: suggest(draft.category, category),
    priority: suggest(draft.priority, priority),
    // A failed request may be repeated; one without a suggestion may not.
    asked: hasFailed ? '' : draft.asked,
    ...(category || priority
      ? {
          suggestion: 'suggested',
          suggestionId: id ?? '',
          reason: reason ?? '',
          isUnsure: (confidence ?? 1) < UNSURE_BELOW,
        }
      : { suggestion: 'unavailable' }),
  };
}

/** @param {Draft} draft @returns {Draft} */
function stoppedAsking(draft) {
  return draft.suggestion === 'reading' ? { ...draft, asked: '', suggestion: 'idle' } : draft;
}

/**
 * @param {Draft} draft
 * @param {DraftAction} action
 * @returns {Draft}
 */
export function draftReducer(draft, action) {
  switch (action.type) {
    case 'typed': {
      // A suggestion under way is for the text before this edit.
      const current = action.field === 'description' ? stoppedAsking(draft) : draft;
      return { ...current, [action.field]: action.value };
    }
    case 'chose': {
      const choice = draft[action.field];
      const changed = choice.changed || (choice.by === 'ai' && choice.value !== action.value);
      return {
        ...draft,
        [action.field]: { ...choice, value: action.value, by: 'person', changed },
      };
    }
    case 'took_suggestion': {
      const choice = draft[action.field];
      return {
        ...draft,
        [action.field]: { ...choice, value: choice.suggested, by: 'ai', changed: false },
      };
    }
    case 'asked':
      return {
        ...draft,
        asked: action.text,
        suggestion: 'reading',
        suggestionId: '',
        reason: '',
        isUnsure: false,
      };
    case 'answered':
      return answered(draft, action);
    case 'stopped_asking':
      return stoppedAsking(draft);
    case 'cleared':
      return EMPTY_DRAFT;
  }
}

/**
 * Return whether a draft has nothing worth keeping.
 * @param {Draft} draft
 */
export function isEmptyDraft({
  title,
  description,
  category,
  priority,
  requester_name,
  requester_email,
}) {
  const texts = title + description + requester_name + requester_email;
  return !texts && !category.value && !priority.value;
}

/**
 * Return a draft from stored data, which may be of an earlier release, damaged, or left while a
 * request was under way.
 * @param {unknown} stored
 * @returns {Draft}
 */
export function restoreDraft(stored) {
  if (!stored || typeof stored !== 'object') return EMPTY_DRAFT;
  const draft = /** @type {Draft} */ ({ ...EMPTY_DRAFT, ...stored });
  const intact =
    typeof draft.title === 'string' &&
    typeof draft.description === 'string' &&
    typeof draft.category?.value === 'string' &&
    typeof draft.priority?.value === 'string' &&
    typeof draft.requester_name === 'string' &&
    typeof draft.requester_email === 'string' &&
    typeof draft.suggestionId === 'string' &&
    typeof draft.reason === 'string';
  if (!intact) return EMPTY_DRAFT;
  // An earlier release stored a failure as the answer to the text.
  return stoppedAsking(draft.suggestion === 'unavailable' ? { ...draft, asked: '' } : draft);
}
