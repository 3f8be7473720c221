import { editingCopy } from '../../features/tickets/editing/copy.js';
import { EditableDescription } from '../../features/tickets/editing/EditableDescription.jsx';
import { EditableTitle } from '../../features/tickets/editing/EditableTitle.jsx';
import { TEXTS, ticket } from '../fixtures.js';
import { find, press, type } from '../hands.js';
import { answerWith } from '../server.js';
import { inStates } from '../specimen.js';

/** @typedef {import('../specimen.js').State} State */

/** @param {ParentNode} root */
async function open(root) {
  press(await find(root, '.icon-button'));
  return find(root, '.input');
}

/**
 * @param {string} text
 * @param {string} outcome a selector
 * @param {string} [word]
 */
const saving = (text, outcome, word) => async (/** @type {ParentNode} */ root) => {
  type(await open(root), text);
  press(await find(root, '.button--primary'));
  await find(root, outcome, word);
};

/**
 * @param {State['render']} render
 * @returns {Record<string, State>}
 */
const editing = (render) => ({
  editing: { render, alone: 'overlay', play: async (root) => void (await open(root)) },
  empty: { render, alone: 'overlay', play: saving('', '.field-error') },
  saving: {
    render,
    alone: 'overlay',
    play: saving('Another text', '.button--primary', editingCopy.text.saving),
  },
  failed: {
    render,
    alone: 'overlay',
    prepare: () => answerWith({ status: 500 }),
    play: saving(TEXTS.unbroken, '.field-error'),
  },
});

/** @param {Partial<import('../../types').Ticket>} [values] */
const title = (values) => () => <EditableTitle ticket={ticket(values)} />;

/** @param {Partial<import('../../types').Ticket>} [values] */
const description = (values) => () => (
  <>
    <h2 className="visually-hidden">{TEXTS.plain}</h2>
    <EditableDescription ticket={ticket(values)} />
  </>
);

export const editors = [
  ...inStates(
    'EditableTitle',
    {
      reading: title(),
      unbroken: title({ title: TEXTS.unbroken }),
      Arabic: title({ title: TEXTS.arabic }),
      emoji: title({ title: TEXTS.emoji }),
      ...editing(title()),
    },
    { height: 200 },
  ),
  ...inStates(
    'EditableDescription',
    {
      reading: description(),
      Arabic: description({ description: TEXTS.arabicText }),
      ...editing(description()),
      'editing 20,000 characters': {
        render: description({ description: TEXTS.long }),
        alone: 'overlay',
        play: async (root) => void (await open(root)),
      },
    },
    { height: 480 },
  ),
];
