import { screen } from '@testing-library/react';
import { useRef } from 'react';

import { MessageText } from '../../../domain/message/MessageText.jsx';
import { renderProduct } from '../../../test/render.jsx';
import { useMarkedWords } from './useMarkedWords.js';

/** @type {Map<string, Iterable<Range>>} */
const highlights = new Map();

beforeEach(() => {
  vi.stubGlobal('CSS', { highlights });
  vi.stubGlobal(
    'Highlight',
    class extends Set {
      /** @param {Range[]} ranges */
      constructor(...ranges) {
        super(ranges);
      }
    },
  );
});

function Thread() {
  const thread = useRef(/** @type {HTMLElement | null} */ (null));
  useMarkedWords(thread, null, '');
  return (
    <section ref={thread}>
      <h2>Printer</h2>
      <MessageText html="<p>The <strong>Größe</strong> of it: groesse, GRÖSSE</p>" />
    </section>
  );
}

const marked = () => [...(highlights.get('searched-words') ?? [])].map(String);

test('the words of the search are marked in messages, and no longer than they are shown', () => {
  const { unmount } = renderProduct(<Thread />, { at: '?tab=tickets&search=grosse+printer' });
  expect(screen.getByRole('heading')).toBeInTheDocument();
  expect(marked()).toEqual(['Größe', 'GRÖSSE']);
  unmount();
  expect(highlights.size).toBe(0);
});

test('nothing is marked without a search', () => {
  renderProduct(<Thread />, { at: '?tab=tickets' });
  expect(highlights.size).toBe(0);
});

test('a browser that cannot mark shows the text as it is', () => {
  vi.stubGlobal('CSS', undefined);
  renderProduct(<Thread />, { at: '?tab=tickets&search=grosse' });
  expect(screen.getByText('Größe')).toBeInTheDocument();
});
