import { StrictMode } from 'react';
import { createPortal } from 'react-dom';
import { render, screen } from '@testing-library/react';

import { forgiveForeignChanges } from './forgivingDom.js';

const { insertBefore, removeChild } = Node.prototype;

beforeEach(forgiveForeignChanges);
afterEach(() => Object.assign(Node.prototype, { insertBefore, removeChild }));

/**
 * @param {(isShown: boolean) => import('react').ReactNode} children
 * @param {boolean} [isShown]
 * @returns {(isShown: boolean) => void}
 */
function mount(children, isShown = false) {
  const draw = (/** @type {boolean} */ is) => <div data-testid="part">{children(is)}</div>;
  const { rerender } = render(draw(isShown), { wrapper: StrictMode });
  return (is) => rerender(draw(is));
}

const part = () => screen.getByTestId('part');

/** @param {string} text */
function textNode(text) {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (walker.currentNode.nodeValue === text) return walker.currentNode;
  throw new Error(`No text: ${text}`);
}

/** @type {Record<string, (node: any) => void>} what helpers of the page do to a node */
const HELPERS = {
  'replaces it': (node) => {
    const font = document.createElement('font');
    font.textContent = `<${node.textContent}>`;
    node.replaceWith(font);
  },
  'wraps it': (node) => {
    const mark = document.createElement('mark');
    node.replaceWith(mark);
    mark.append(node);
  },
  'wraps it twice': (node) => {
    const outer = document.createElement('font');
    const inner = document.createElement('font');
    node.replaceWith(outer);
    outer.append(inner);
    inner.append(node);
  },
  'removes it': (node) => node.remove(),
  'moves it elsewhere': (node) => document.body.append(node),
  'puts something before it': (node) => node.before(document.createElement('i')),
  'splits it': (node) => node.splitText?.(2),
};

describe.each(Object.entries(HELPERS))('a helper of the page that %s', (_name, help) => {
  // Beside each other on purpose: code of others may have what our linter refuses.
  /* eslint-disable local/text-in-element */
  test('does not keep text from leaving', () => {
    const show = mount(
      (isShown) => (
        <>
          {isShown ? 'Loading' : null}
          <b>Done</b>
        </>
      ),
      true,
    );
    help(textNode('Loading'));
    show(false);
    expect(screen.getByText('Done')).toBeInTheDocument();
    expect(part()).not.toHaveTextContent(/^Loading/);
  });

  test('does not keep an element from coming before text', () => {
    const show = mount((isShown) => <>{isShown ? <i>New</i> : null}Text</>);
    help(textNode('Text'));
    show(true);
    expect(screen.getByText('New')).toBeInTheDocument();
    show(false);
    expect(screen.queryByText('New')).not.toBeInTheDocument();
  });
  /* eslint-enable local/text-in-element */

  test('does not keep elements from coming and going', () => {
    const show = mount(
      (isShown) => (
        <>
          {isShown ? <b>One</b> : <i>Two</i>}
          <p>Last</p>
        </>
      ),
      true,
    );
    help(screen.getByText('One'));
    show(false);
    expect(screen.getByText('Two')).toBeInTheDocument();
    expect(screen.queryByText('One')).not.toBeInTheDocument();
    help(screen.getByText('Two'));
    show(true);
    expect(screen.getByText('One')).toBeInTheDocument();
  });

  test('does not keep a portal open', () => {
    const show = mount(
      (isShown) => isShown && createPortal(<p role="dialog">Dialog</p>, document.body),
      true,
    );
    help(screen.getByRole('dialog'));
    show(false);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});

test('inserts before the wrapper of what it should stand before', () => {
  const show = mount((isShown) => (
    <>
      {isShown ? <i>New</i> : null}
      <b>Old</b>
    </>
  ));
  HELPERS['wraps it twice'](screen.getByText('Old'));
  show(true);
  expect(part()).toHaveTextContent('NewOld');
});

test('leaves no wrapper behind, but what else it holds', () => {
  const show = mount(
    (isShown) => (
      <>
        {isShown ? <b>Old</b> : null}
        <p>Last</p>
      </>
    ),
    true,
  );
  HELPERS['wraps it twice'](screen.getByText('Old'));
  show(false);
  expect(part().innerHTML).toBe('<p>Last</p>');

  show(true);
  HELPERS['wraps it'](screen.getByText('Old'));
  screen.getByText('Old').after('by others');
  show(false);
  expect(part()).toHaveTextContent('by othersLast');
});

test('text that is alone in its element is current, whatever was put in its place', () => {
  const show = mount((isShown) => <p>{isShown ? '2 tickets' : '1 ticket'}</p>);
  HELPERS['replaces it'](textNode('1 ticket'));
  show(true);
  expect(part()).toHaveTextContent(/^2 tickets$/);
});

test('what is no node is refused as ever', () => {
  const remove = /** @type {(node: any) => unknown} */ (
    document.body.removeChild.bind(document.body)
  );
  expect(() => remove(null)).toThrow(/parameter 1 is not of type 'Node'/);
  expect(() => document.body.insertBefore(/** @type {any} */ (null), null)).toThrow(
    /parameter 1 is not of type 'Node'/,
  );
});
