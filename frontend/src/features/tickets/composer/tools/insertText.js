/**
 * Put a text in the place of a part of a field, as if it was typed: the browser's own undo takes it
 * back, and whoever listens to the field hears of it.
 * @param {HTMLTextAreaElement} field
 * @param {number} start
 * @param {number} end
 * @param {string} text
 */
export function replaceText(field, start, end, text) {
  field.focus();
  field.setSelectionRange(start, end);
  // Deprecated, and the only way that leaves the undo stack whole.
  if (document.execCommand?.('insertText', false, text)) return;
  field.setRangeText(text, start, end, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
