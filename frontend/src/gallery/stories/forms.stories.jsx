import { PrivateLink } from '../../domain/ticket/PrivateLink.jsx';
import { Confirmation } from '../../features/submit/Confirmation.jsx';
import { submitCopy } from '../../features/submit/copy.js';
import { EMPTY_DRAFT } from '../../features/submit/draft.js';
import { Hero } from '../../features/submit/Hero.jsx';
import { SubmitPanel } from '../../features/submit/SubmitPanel.jsx';
import { TicketForm } from '../../features/submit/TicketForm.jsx';
import { dispatchDraft } from '../../features/submit/useDraft.js';
import { TEXTS, TOKEN, receipt, sentTicket } from '../fixtures.js';
import { click, findElement } from '../interactions.js';
import { respondWith } from '../mockServer.js';
import { configLoaded } from '../queryFixtures.js';
import { storiesOf } from '../story.js';

/** @typedef {import('../story.js').StoryConfig} StoryConfig */
/** @typedef {import('../../features/submit/draft.js').Draft} Draft */

const noop = () => {};
const form = () => <TicketForm onSent={noop} headingLevel={2} />;

/** @type {Draft} */
const FILLED = {
  ...EMPTY_DRAFT,
  title: TEXTS.plain,
  description: TEXTS.paragraphs,
  category: { value: 'billing', by: 'person', suggested: '', changed: false },
  priority: { value: 'high', by: 'person', suggested: '', changed: false },
};

/** @type {Partial<Draft>} */
const SUGGESTED = {
  suggestion: 'suggested',
  category: { value: 'billing', by: 'ai', suggested: 'billing', changed: false },
  priority: { value: 'high', by: 'ai', suggested: 'high', changed: false },
};

/** @param {Partial<Draft>} draft @param {Partial<StoryConfig>} [rest] @returns {StoryConfig} */
const writing = (draft, rest) => ({
  render: form,
  storage: { 'tf.draft': { ...FILLED, ...draft } },
  ...rest,
});

/** @param {ParentNode} root */
async function submit(root) {
  click(await findElement(root, 'button[type="submit"]'));
}

/** @param {ParentNode} root @param {string} outcome a selector */
async function submitAndSee(root, outcome) {
  await submit(root);
  await findElement(root, outcome);
}

export const forms = [
  ...storiesOf('Hero', {
    default: () => <Hero hasSuggestions onDismiss={noop} />,
    'how it works': {
      render: () => <Hero hasSuggestions onDismiss={noop} />,
      play: async (root) => {
        /** @type {HTMLDetailsElement} */ (await findElement(root, 'details')).open = true;
      },
    },
  }),
  ...storiesOf(
    'TicketForm',
    {
      empty: form,
      draft: writing({}),
      'reading the description': writing(
        { category: EMPTY_DRAFT.category, priority: EMPTY_DRAFT.priority },
        {
          play: async (root) => {
            dispatchDraft({ type: 'asked', text: TEXTS.paragraphs });
            await findElement(
              root,
              '.suggestion-status [role="status"]',
              submitCopy.suggestion.reading,
            );
          },
        },
      ),
      suggested: writing(SUGGESTED),
      'suggestion changed': writing({
        suggestion: 'suggested',
        category: { value: 'account', by: 'person', suggested: 'billing', changed: true },
        priority: { value: 'low', by: 'person', suggested: 'critical', changed: false },
      }),
      'suggested, with a reason': writing({
        ...SUGGESTED,
        reason: 'Wrong VAT numbers on invoices have to be corrected soon.',
      }),
      'suggested, not sure': writing({
        ...SUGGESTED,
        isUnsure: true,
        reason: TEXTS.unbroken,
      }),
      'suggested, with a reason in Arabic': writing({ ...SUGGESTED, reason: TEXTS.arabic }),
      'no suggestion': writing({ suggestion: 'unavailable' }),
      'without a model': { render: form, queries: [configLoaded({ suggestions: false })] },
      'everything missing': {
        render: form,
        play: (root) => submitAndSee(root, '.field-error'),
      },
      sending: writing({}, { play: (root) => submitAndSee(root, '.spinner') }),
      refused: writing(
        {},
        {
          beforeEach: () => respondWith({ status: 400, data: { title: ['Too much like spam.'] } }),
          play: (root) => submitAndSee(root, '.field-error'),
        },
      ),
      failed: writing(
        {},
        {
          beforeEach: () => respondWith({ status: 500 }),
          play: (root) => submitAndSee(root, '.alert'),
        },
      ),
      'unbroken, too long': writing(
        { title: `${TEXTS.unbroken}${TEXTS.emoji}`, description: TEXTS.long },
        { play: (root) => submitAndSee(root, '.field-error') },
      ),
      Arabic: writing({ title: TEXTS.arabic, description: TEXTS.arabicText }),
      'with a requester': writing({
        requester_name: 'Maëlle Kerviel',
        requester_email: 'maelle@example.org',
      }),
      'requester in Arabic, no address': writing(
        { requester_name: TEXTS.arabic, requester_email: 'ليلى' },
        { play: (root) => submitAndSee(root, '.field-error') },
      ),
    },
    { layout: 'overlay', queries: [configLoaded()] },
  ),
  ...storiesOf('Confirmation', {
    default: () => <Confirmation ticket={sentTicket({ id: 1043 })} onAnother={noop} />,
    unbroken: () => (
      <Confirmation ticket={sentTicket({ id: 1044, title: TEXTS.unbroken })} onAnother={noop} />
    ),
    emoji: () => (
      <Confirmation ticket={sentTicket({ id: 1045, title: TEXTS.emoji })} onAnother={noop} />
    ),
    Arabic: () => (
      <Confirmation ticket={sentTicket({ id: 1046, title: TEXTS.arabic })} onAnother={noop} />
    ),
    stranger: () => <Confirmation ticket={receipt()} onAnother={noop} />,
    'without a link': () => (
      <Confirmation
        ticket={{ ...sentTicket({ id: 1047 }), request_token: null }}
        onAnother={noop}
      />
    ),
  }),
  ...storiesOf('PrivateLink', {
    default: () => <PrivateLink token={TOKEN} note={submitCopy.linkNote} />,
  }),
  ...storiesOf(
    'SubmitPanel',
    {
      welcome: () => <SubmitPanel />,
      returning: { render: () => <SubmitPanel />, storage: { 'tf.welcomed': 1 } },
    },
    { layout: 'fullscreen', queries: [configLoaded()] },
  ),
];
