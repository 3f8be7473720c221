import { useCallback, useState } from 'react';
import { createPortal } from 'react-dom';

import css from '../index.css?inline';

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/**
 * A room of its own for a specimen: names by which the product's parts find each other, of which
 * there is one on a page, hold within it.
 * @param {{ children: (root: ShadowRoot) => import('react').ReactNode } & Omit<import('react').ComponentProps<'div'>, 'children'>} props
 */
export function Shadow({ children, ...rest }) {
  const [root, setRoot] = useState(/** @type {ShadowRoot | null} */ (null));
  const attach = useCallback((/** @type {HTMLDivElement | null} */ host) => {
    if (!host) return;
    const shadow = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [sheet];
    setRoot(shadow);
  }, []);
  return (
    <div {...rest} ref={attach}>
      {root ? createPortal(children(root), root) : null}
    </div>
  );
}
