import { CATEGORIES, DESCRIPTION_MAX, PRIORITIES, TITLE_MAX } from '../../api/vocabulary.js';
import { ticketCopy } from '../../domain/ticket/copy.js';
import { ChoiceGroup } from '../../features/submit/ChoiceGroup.jsx';
import { submitCopy } from '../../features/submit/copy.js';
import { EMPTY_DRAFT } from '../../features/submit/draft.js';
import { SuggestionNote } from '../../features/submit/SuggestionNote.jsx';
import { SuggestionReason } from '../../features/submit/SuggestionReason.jsx';
import { SuggestionStatus } from '../../features/submit/SuggestionStatus.jsx';
import { TextField } from '../../features/submit/TextField.jsx';
import { TEXTS } from '../fixtures.js';
import { storiesOf } from '../story.js';

/** @typedef {import('../../features/submit/draft.js').Choice} Choice */

const noop = () => {};

/** @param {string} value @param {{ error?: string }} [options] */
const title = (value, options) => () => (
  <TextField name="title" limit={TITLE_MAX} value={value} onType={noop} {...options} />
);

/** @param {string} value @param {{ error?: string }} [options] */
const description = (value, options) => () => (
  <TextField
    name="description"
    isLong
    limit={DESCRIPTION_MAX}
    value={value}
    hint={submitCopy.form.descriptionHint}
    onType={noop}
    {...options}
  />
);

/** @type {Record<string, Choice>} */
const CHOICES = {
  'nothing chosen': { value: '', by: '', suggested: '', changed: false },
  chosen: { value: 'billing', by: 'person', suggested: '', changed: false },
  suggested: { value: 'technical', by: 'ai', suggested: 'technical', changed: false },
  'suggestion matches': { value: 'billing', by: 'person', suggested: 'billing', changed: false },
  'suggestion changed': { value: 'general', by: 'person', suggested: 'technical', changed: true },
  'own choice stays': { value: 'account', by: 'person', suggested: 'technical', changed: false },
};

const choiceStates = Object.fromEntries(
  Object.entries(CHOICES).map(([state, choice]) => [
    state,
    () => (
      <ChoiceGroup
        field="category"
        values={CATEGORIES}
        choice={choice}
        onChoose={noop}
        onUseSuggestion={noop}
      />
    ),
  ]),
);

const noteStates = Object.fromEntries(
  Object.entries(CHOICES).map(([state, choice]) => [
    state,
    () => <SuggestionNote id="note" field="category" choice={choice} onUse={noop} />,
  ]),
);

/** @param {Partial<import('../../features/submit/draft.js').Draft>} values */
const reason = (values) => () => (
  <SuggestionReason id="reason" draft={{ ...EMPTY_DRAFT, suggestion: 'suggested', ...values }} />
);

export const fields = [
  ...storiesOf('TextField', {
    empty: title(''),
    filled: title(TEXTS.plain),
    error: title('', { error: ticketCopy.missing.title }),
    'near the limit': title(TEXTS.unbroken),
    'over the limit': title(`${TEXTS.unbroken}${TEXTS.plain}`, {
      error: ticketCopy.tooLong(TITLE_MAX),
    }),
    emoji: title(TEXTS.emoji),
    Arabic: title(TEXTS.arabic),
    'several lines, empty': description(''),
    'several lines': description(TEXTS.paragraphs),
    'several lines, error': description('', { error: ticketCopy.missing.description }),
    'several lines, Arabic': description(TEXTS.arabicText),
    '20,000 characters': description(TEXTS.long),
  }),
  ...storiesOf('ChoiceGroup', {
    ...choiceStates,
    error: () => (
      <ChoiceGroup
        field="category"
        values={CATEGORIES}
        choice={CHOICES['nothing chosen']}
        error={submitCopy.form.missing.category}
        onChoose={noop}
        onUseSuggestion={noop}
      />
    ),
    priority: () => (
      <ChoiceGroup
        field="priority"
        values={PRIORITIES}
        choice={{ value: 'critical', by: 'ai', suggested: 'critical', changed: false }}
        onChoose={noop}
        onUseSuggestion={noop}
      />
    ),
  }),
  ...storiesOf('SuggestionNote', noteStates),
  ...storiesOf('SuggestionStatus', {
    idle: () => <SuggestionStatus state="idle" isOff={false} />,
    reading: () => <SuggestionStatus state="reading" isOff={false} />,
    suggested: () => <SuggestionStatus state="suggested" isOff={false} />,
    unsure: () => <SuggestionStatus state="suggested" isOff={false} isUnsure />,
    unavailable: () => <SuggestionStatus state="unavailable" isOff={false} />,
    'without a model': () => <SuggestionStatus state="idle" isOff />,
  }),
  ...storiesOf('SuggestionReason', {
    reason: reason({ reason: TEXTS.plain }),
    unsure: reason({ isUnsure: true }),
    'unsure, with a reason': reason({ reason: TEXTS.plain, isUnsure: true }),
    unbroken: reason({ reason: TEXTS.unbroken }),
    Arabic: reason({ reason: TEXTS.arabic }),
  }),
];
