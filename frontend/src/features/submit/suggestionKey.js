const TEXT_FIELD = 'textarea, input:not([type="radio"])';

/**
 * Return whether a key event is the one that takes the suggestion: Alt and A, if it types nothing.
 *
 * On Windows AltGr counts as Ctrl and Alt, and on a Mac Option types another letter, which a text
 * field must receive; elsewhere the key is known by its position.
 * @param {import('react').KeyboardEvent} event
 */
export function isSuggestionKey(event) {
  const { key, code, altKey, ctrlKey, metaKey, shiftKey, target } = event;
  if (!altKey || ctrlKey || metaKey || shiftKey || event.getModifierState('AltGraph')) return false;
  if (key.toLowerCase() === 'a') return true;
  // On a French keyboard that position types Q.
  const isOtherLetter = !/^[a-z]$/i.test(key);
  const isTyping = target instanceof Element && target.matches(TEXT_FIELD);
  return code === 'KeyA' && isOtherLetter && !isTyping;
}
