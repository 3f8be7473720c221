import '@github/markdown-toolbar-element';

import Bold from 'lucide-react/icons/bold';
import Code from 'lucide-react/icons/code';
import Italic from 'lucide-react/icons/italic';
import Link from 'lucide-react/icons/link';
import List from 'lucide-react/icons/list';
import ListOrdered from 'lucide-react/icons/list-ordered';
import MessageSquareText from 'lucide-react/icons/message-square-text';
import Quote from 'lucide-react/icons/quote';
import { useEffect, useRef, useState } from 'react';

import { keyOf } from '../../../../ui/commands/shortcuts.js';
import { toolsCopy } from './copy.js';

const IS_APPLE = /Mac|iP(hone|ad|od)/.test(navigator.platform);

/** By the names that the toolbar element has for them; the keys are those of other editors. */
const FORMATS = [
  { style: 'bold', icon: Bold, code: 'KeyB', shown: 'B' },
  { style: 'italic', icon: Italic, code: 'KeyI', shown: 'I' },
  { style: 'code', icon: Code, code: 'KeyE', shown: 'E' },
  { style: 'link', icon: Link, code: 'KeyK', shown: 'K' },
  { style: 'quote', icon: Quote, code: 'Period', shown: '.', shift: true },
  { style: 'unordered-list', icon: List, code: 'Digit8', shown: '8', shift: true },
  { style: 'ordered-list', icon: ListOrdered, code: 'Digit7', shown: '7', shift: true },
];

/** @typedef {typeof FORMATS[number]} Format */

/** @param {Format} format @param {KeyboardEvent} event */
function isKeyOf({ code, shown, shift = false }, event) {
  const { ctrlKey, metaKey, altKey, shiftKey, key } = event;
  if ((IS_APPLE ? metaKey : ctrlKey) !== true || altKey || shiftKey !== shift) return false;
  // Letters by what they are on this keyboard, digits by where they are: Shift makes signs of them.
  return shift ? event.code === code : key.toLowerCase() === shown.toLowerCase();
}

/** @param {Format} format @param {string} modifier @param {string} joint */
const keysOf = ({ shown, shift }, modifier, joint) =>
  [modifier, shift ? 'Shift' : '', shown].filter(Boolean).join(joint);

/**
 * The toolbar that writes Markdown into the field.
 * @param {object} props
 * @param {string} props.fieldId
 * @param {HTMLTextAreaElement | null} props.element
 * @param {boolean} props.isOpen whether the saved replies are
 * @param {(text: string) => void} props.onType
 * @param {() => void} props.onReplies
 */
export function FormatBar({ fieldId, element, isOpen, onType, onReplies }) {
  // One of them is reached by Tab, the others from there by the arrow keys.
  const [current, setCurrent] = useState(0);
  const bar = useRef(/** @type {HTMLElement | null} */ (null));

  useEffect(() => {
    /** @param {KeyboardEvent} event */
    function handleKey(event) {
      const format = event.isComposing ? undefined : FORMATS.find((one) => isKeyOf(one, event));
      if (!format) return;
      event.preventDefault();
      // Elsewhere some of these keys open something else.
      event.stopPropagation();
      /** @type {HTMLElement | null | undefined} */ (
        bar.current?.querySelector(`[data-md-button="${format.style}"]`)
      )?.click();
    }
    element?.addEventListener('keydown', handleKey);
    return () => element?.removeEventListener('keydown', handleKey);
  }, [element]);

  // Where the browser does not tell of the change as of typing.
  function takeText() {
    if (element) onType(element.value);
  }

  /** @param {import('react').KeyboardEvent<HTMLElement>} event */
  function moveFocus(event) {
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const index = buttons.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    const forward = event.currentTarget.matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight';
    const backward = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    /** @type {Record<string, number>} */
    const targets = { [forward]: index + 1, [backward]: index - 1, Home: 0, End: -1 };
    if (index < 0 || !(event.key in targets)) return;
    event.preventDefault();
    const next = (targets[event.key] + buttons.length) % buttons.length;
    setCurrent(next);
    buttons[next].focus();
  }

  return (
    <markdown-toolbar
      class="format-bar"
      for={fieldId}
      role="toolbar"
      aria-label={toolsCopy.toolbar}
      aria-controls={fieldId}
      data-no-focus=""
      ref={bar}
      onClick={takeText}
      onKeyDown={(event) => {
        moveFocus(event);
        takeText();
      }}
    >
      {FORMATS.map((format, index) => {
        const { style, icon: Icon } = format;
        const name = toolsCopy.formats[style];
        return (
          <button
            key={style}
            type="button"
            className="icon-button"
            data-md-button={style}
            aria-label={name}
            aria-keyshortcuts={keysOf(format, IS_APPLE ? 'Meta' : 'Control', '+')}
            title={`${name} (${keysOf(format, IS_APPLE ? '⌘' : 'Ctrl', ' ')})`}
            tabIndex={index === current ? 0 : -1}
            onFocus={() => setCurrent(index)}
          >
            <Icon aria-hidden="true" />
          </button>
        );
      })}
      <button
        type="button"
        className="icon-button format-replies"
        aria-label={toolsCopy.savedReplies}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        title={`${toolsCopy.savedReplies} (${keyOf('saved_replies')})`}
        tabIndex={current === FORMATS.length ? 0 : -1}
        onFocus={() => setCurrent(FORMATS.length)}
        // The dialog closes when it loses the focus: the click that follows would open it again.
        onMouseDown={(event) => isOpen && event.preventDefault()}
        onClick={onReplies}
      >
        <MessageSquareText aria-hidden="true" />
      </button>
    </markdown-toolbar>
  );
}
