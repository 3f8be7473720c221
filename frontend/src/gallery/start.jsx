import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { Gallery } from './Gallery.jsx';
import { keepStorageHere } from './isolation.js';
import { follow } from './place.js';
import { keepRequestsHere } from './server.js';

/**
 * Shows the product's components instead of the product.
 * @param {HTMLElement} root
 */
export async function startGallery(root) {
  keepRequestsHere();
  keepStorageHere();
  keepScrolling();
  createRoot(root).render(
    <StrictMode>
      <Gallery />
    </StrictMode>,
  );
  await follow();
}

/** A specimen may take the focus, but must not drag the page along. */
function keepScrolling() {
  const { focus } = HTMLElement.prototype;
  HTMLElement.prototype.focus = function focusInPlace(
    /** @type {FocusOptions | undefined} */ options,
  ) {
    focus.call(this, { ...options, preventScroll: true });
  };
}
