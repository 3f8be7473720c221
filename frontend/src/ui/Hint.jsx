import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

import { afterPaint, lazyCode } from './lazyCode.js';

const bubble = lazyCode(() => import('./HintBubble.jsx'));

/**
 * An explanation on hover and focus; Esc hides it. The element that it explains must have the same
 * text as its description, where a screen reader finds it at once. The bubble's code is loaded once
 * the page is drawn.
 * @param {{ text: string, children: import('react').ReactElement }} props
 */
export function Hint({ text, children }) {
  const [code, setCode] = useState(bubble.store.getState);
  const [place, setPlace] = useState(/** @type {HTMLElement | null} */ (null));

  useEffect(() => {
    if (code || !place) return;
    const take = () => {
      const hadFocus = place.contains(document.activeElement);
      flushSync(() => setCode(bubble.store.getState));
      // The element is mounted again.
      if (hadFocus) /** @type {HTMLElement | null} */ (place.firstElementChild)?.focus();
    };
    void afterPaint()
      .then(bubble.load)
      .then(take, () => {});
  }, [code, place]);

  return (
    <span className="hint-place" ref={setPlace}>
      {code ? <code.HintBubble text={text}>{children}</code.HintBubble> : children}
    </span>
  );
}
