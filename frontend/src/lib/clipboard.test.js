import { copyText, selectText } from './clipboard.js';

const TEXT = 'https://help.example/?request=abc\nsecond line';

/** @type {string | null} */
let copied;

/** Do as browsers do with the command: copy what is selected, unless a listener has something else. */
function copySelection() {
  const data = new Map([['text/plain', String(document.getSelection())]]);
  const event = new Event('copy', { bubbles: true, cancelable: true });
  Object.assign(event, {
    clipboardData: {
      setData: (/** @type {string} */ type, /** @type {string} */ text) => data.set(type, text),
    },
  });
  document.activeElement?.dispatchEvent(event);
  copied = data.get('text/plain') ?? null;
  return true;
}

/** @param {any} clipboard */
const withClipboard = (clipboard) => vi.stubGlobal('navigator', { clipboard });

/** @param {() => boolean} command */
const withCommand = (command) => {
  const execCommand = vi.fn(command);
  Object.assign(document, { execCommand });
  return execCommand;
};

beforeEach(() => {
  copied = null;
  withCommand(copySelection);
});
afterEach(() => {
  Reflect.deleteProperty(document, 'execCommand');
  document.body.replaceChildren();
});

test('copies by the clipboard where there is one', async () => {
  const writeText = vi.fn(async () => {});
  withClipboard({ writeText });
  expect(await copyText(TEXT)).toBe(true);
  expect(writeText).toHaveBeenCalledWith(TEXT);
  expect(document.execCommand).not.toHaveBeenCalled();
});

test.each([
  ['there is none, as over plain HTTP', undefined],
  ['it is refused', { writeText: () => Promise.reject(new DOMException('', 'NotAllowedError')) }],
  [
    'it throws at once',
    {
      writeText: () => {
        throw new TypeError();
      },
    },
  ],
])('copies by the command where %s, and leaves the page as it was', async (_name, clipboard) => {
  withClipboard(clipboard);
  document.body.innerHTML = '<p>Selected before</p><button>Copy</button>';
  const before = /** @type {HTMLElement} */ (document.querySelector('p'));
  const button = /** @type {HTMLElement} */ (document.querySelector('button'));
  button.focus();
  selectText(before);
  expect(await copyText(TEXT)).toBe(true);
  expect(copied).toBe(TEXT);
  expect(document.body.innerHTML).toBe('<p>Selected before</p><button>Copy</button>');
  expect(String(document.getSelection()?.getRangeAt(0))).toBe('Selected before');
  expect(button).toHaveFocus();
});

test.each([
  ['is refused', () => false],
  [
    'throws',
    () => {
      throw new Error();
    },
  ],
])('says that nothing was copied where the command %s too', async (_name, command) => {
  withClipboard(undefined);
  withCommand(command);
  expect(await copyText(TEXT)).toBe(false);
  expect(document.body).toBeEmptyDOMElement();
});

test('a copy by the person afterwards is their own', async () => {
  withClipboard(undefined);
  await copyText(TEXT);
  document.body.innerHTML = '<p>Theirs</p>';
  selectText(/** @type {HTMLElement} */ (document.querySelector('p')));
  copySelection();
  expect(copied).toBe('Theirs');
});

test('selects what a field or another element shows', () => {
  document.body.innerHTML = '<textarea readonly>Long text</textarea><a href="/">A link</a>';
  const area = /** @type {HTMLTextAreaElement} */ (document.querySelector('textarea'));
  selectText(area);
  expect(area).toHaveFocus();
  expect(area.selectionEnd).toBe('Long text'.length);
  selectText(/** @type {HTMLElement} */ (document.querySelector('a')));
  expect(String(document.getSelection())).toBe('A link');
});
