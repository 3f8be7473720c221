const TEXT_FIELD = 'textarea, input:not([type="radio"])';

/**
 * Whether a key is the one that takes what was suggested: Alt and A, where it types nothing.
 *
 * AltGr counts as Ctrl and Alt on Windows, and Option makes another letter of it on a Mac, which
 * a text field is there to take; elsewhere the key is known by its place.
 * @param {import('react').KeyboardEvent} event
 */
export function isSuggestionKey(event) {
  const { key, code, altKey, ctrlKey, metaKey, shiftKey, target } = event;
  if (!altKey || ctrlKey || metaKey || shiftKey || event.getModifierState('AltGraph')) return false;
  if (key.toLowerCase() === 'a') return true;
  // On a French keyboard there is a Q in that place, which is not meant.
  const isOtherLetter = !/^[a-z]$/i.test(key);
  const isTyping = target instanceof Element && target.matches(TEXT_FIELD);
  return code === 'KeyA' && isOtherLetter && !isTyping;
}
