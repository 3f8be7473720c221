import { createStore } from '../../lib/store.js';

/**
 * What is to have the focus as soon as it is there: it may still be on its way when someone asks
 * for it from elsewhere in the product.
 */
export const pendingFocus = createStore(/** @type {'title' | 'ticket' | null} */ (null));
