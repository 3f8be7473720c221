import { useId, useState } from 'react';

import { threadCopy } from './copy.js';

const MANY_LETTERS = 1800;
const MANY_LINES = 24;

/** @param {string} text */
const isLong = (text) => text.length > MANY_LETTERS || text.split('\n').length > MANY_LINES;

/**
 * A text of which only the beginning is shown at first if it is long.
 * @param {{ text: string, isOpenAtFirst?: boolean, children: import('react').ReactNode }} props
 */
export function Folded({ text, isOpenAtFirst = false, children }) {
  const [chosen, setIsOpen] = useState(/** @type {boolean | null} */ (null));
  const isOpen = chosen ?? isOpenAtFirst;
  const id = useId();
  if (!isLong(text)) return children;
  return (
    <>
      {/* The focus comes to what is in it. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        className="folded"
        id={id}
        data-open={isOpen || null}
        // The keyboard has come to a link in it, which may be out of sight.
        onFocus={() => setIsOpen(true)}
      >
        {children}
      </div>
      <button
        type="button"
        className="link-button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
      >
        {isOpen ? threadCopy.showLess : threadCopy.showAll}
      </button>
    </>
  );
}
