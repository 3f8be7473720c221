import { editingCopy } from '../../features/tickets/editing/copy.js';
import { EditableDescription } from '../../features/tickets/editing/EditableDescription.jsx';
import { EditableTitle } from '../../features/tickets/editing/EditableTitle.jsx';
import { TEXTS, ticket } from '../fixtures.js';
import { click, enterText, findElement } from '../interactions.js';
import { respondWith } from '../mockServer.js';
import { storiesOf } from '../story.js';

/** @typedef {import('../story.js').StoryConfig} StoryConfig */

/** @param {ParentNode} root */
async function open(root) {
  click(await findElement(root, '.icon-button'));
  return findElement(root, '.input');
}

/**
 * @param {string} text
 * @param {string} outcome a selector
 * @param {string} [word]
 */
const saving = (text, outcome, word) => async (/** @type {ParentNode} */ root) => {
  enterText(await open(root), text);
  click(await findElement(root, '.button--primary'));
  await findElement(root, outcome, word);
};

/**
 * @param {StoryConfig['render']} render
 * @returns {Record<string, StoryConfig>}
 */
const editing = (render) => ({
  editing: { render, layout: 'overlay', play: async (root) => void (await open(root)) },
  empty: { render, layout: 'overlay', play: saving('', '.field-error') },
  saving: {
    render,
    layout: 'overlay',
    play: saving('Another text', '.button--primary', editingCopy.text.saving),
  },
  failed: {
    render,
    layout: 'overlay',
    beforeEach: () => respondWith({ status: 500 }),
    play: saving(TEXTS.unbroken, '.field-error'),
  },
});

/** @param {Partial<import('../../types').Ticket>} [values] */
const title = (values) => () => <EditableTitle ticket={ticket(values)} />;

/** @param {Partial<import('../../types').Ticket>} [values] */
const description = (values) => () => (
  <>
    <h2 className="visually-hidden">{TEXTS.plain}</h2>
    <EditableDescription ticket={ticket(values)} head={(button) => button} />
  </>
);

export const editors = [
  ...storiesOf('EditableTitle', {
    reading: title(),
    unbroken: title({ title: TEXTS.unbroken }),
    Arabic: title({ title: TEXTS.arabic }),
    emoji: title({ title: TEXTS.emoji }),
    ...editing(title()),
  }),
  ...storiesOf('EditableDescription', {
    reading: description(),
    Arabic: description({ description: TEXTS.arabicText }),
    ...editing(description()),
    'editing 20,000 characters': {
      render: description({ description: TEXTS.long }),
      layout: 'overlay',
      play: async (root) => void (await open(root)),
    },
  }),
];
