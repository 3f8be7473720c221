import { useCallback, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';

import css from '../index.css?inline';
import { StoryProviders } from './decorators.jsx';

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/**
 * A story within the index. It has a shadow root, so that ids stay unique.
 * @param {{ story: import('./story.js').Story }} props
 */
export function StoryFrame({ story }) {
  const [root, setRoot] = useState(/** @type {ShadowRoot | null} */ (null));
  const isPlayed = useRef(false);

  const attach = useCallback((/** @type {HTMLDivElement | null} */ host) => {
    if (!host) return;
    const shadow = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [sheet];
    setRoot(shadow);
  }, []);

  useEffect(() => {
    if (!root || isPlayed.current) return;
    isPlayed.current = true;
    void story.play?.(root);
  }, [story, root]);

  return (
    <div className="gallery-frame" data-story={story.id} ref={attach}>
      {root ? createPortal(<StoryProviders story={story} />, root) : null}
    </div>
  );
}
