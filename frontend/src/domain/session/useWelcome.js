import { createPersistedStore } from '../../lib/persistedStore.js';

/** True while the welcome is still due in this browser. */
export const useWelcome = createPersistedStore('tf.welcomed', true, {
  isValid: () => true,
  parse: () => false,
  serialize: () => '1',
});

/** End the welcome for good: whoever uses this browser has used the product or dismissed it. */
export function endWelcome() {
  useWelcome.setState(false);
}
