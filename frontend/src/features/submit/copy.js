import { ticketCopy } from '../../domain/ticket/copy.js';
import { formatCount } from '../../lib/numbers.js';
import { plural } from '../../lib/plural.js';

/** Texts of the submit tab. */
export const submitCopy = {
  hero: {
    title: 'Support tickets,',
    titleAccent: 'simplified.',
    lede: 'Tell us what happened in your own words. We suggest where it belongs and how urgent it is. You have the last word.',
    ledeAlone:
      'Tell us what happened in your own words, where it belongs and how urgent it is. The team sees it at once.',
    facts: ['No account needed', 'Your draft stays on this device'],
    factSuggestions: 'Suggestions never replace your choice',
    how: 'How it works',
    steps: [
      { title: 'Describe it', text: 'Two or three sentences are enough.' },
      { title: 'Check the suggestion', text: 'Keep it or choose your own.' },
      { title: 'Send it', text: 'The team sees your ticket at once.' },
    ],
    stepAlone: { title: 'Say where it belongs', text: 'Choose a category and a priority.' },
    dismiss: 'Hide welcome',
  },
  form: {
    heading: 'New ticket',
    title: 'Title',
    description: 'What happened?',
    descriptionHint: 'Please leave out passwords and full card numbers.',
    category: 'Category',
    priority: 'Priority',
    requester_name: 'Your name (optional)',
    requester_email: 'E-mail (optional)',
    submit: 'Submit ticket',
    submitting: 'Sending…',
    shortcut: 'Ctrl ↵',
    clear: 'Clear',
    draftSaved: 'Draft saved on this device',
    count: (/** @type {number} */ length, /** @type {number} */ max) =>
      `${formatCount(length)} / ${formatCount(max)}`,
    countSpoken: (/** @type {number} */ left) =>
      left < 0 ? `${plural(-left, 'character')} too many` : `${plural(left, 'character')} left`,
    missing: {
      category: 'Choose a category.',
      priority: 'Choose a priority.',
    },
    failed: 'Your ticket was not sent.',
    kept: 'Your text is kept.',
    cleared: 'Draft cleared.',
    undoClear: 'Undo',
    undoClearHint: 'Bring the draft back',
  },
  suggestion: {
    heading: 'Category and priority',
    headingSuggested: 'Suggested from your description',
    reading: 'Reading your description…',
    unavailable: 'No suggestion right now. Please choose below.',
    why: 'Why:',
    unsure: 'Not sure about this one.',
    byAi: 'Suggested by AI',
    same: 'Matches the suggestion',
    changed: (/** @type {string} */ value) =>
      `You changed it · suggested ${ticketCopy.values[value]}`,
    chosen: (/** @type {string} */ value) =>
      `Your choice stays · suggested ${ticketCopy.values[value]}`,
    use: 'Use suggestion',
    useKey: 'Alt A',
    useName: (/** @type {string} */ value, /** @type {string} */ field) =>
      `Use suggestion: ${field.toLowerCase()} ${ticketCopy.values[value]}`,
  },
  confirmation: {
    title: (/** @type {string} */ name) => `We got it: ticket ${name}`,
    text: 'It is in the team’s list now, newest first. Note the number: with it, anyone on the team finds your ticket.',
    textWithReference:
      'It is in the team’s list now, newest first. Note the reference: with it, anyone on the team finds your ticket.',
    list: 'View ticket list',
    another: 'Submit another',
  },
  linkNote:
    'Keep it: it shows how your ticket is getting on. Anyone who has it can read the ticket.',
};
