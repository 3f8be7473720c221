/**
 * Copy a text, and return whether that worked. Over plain HTTP browsers have no clipboard for pages,
 * and a policy or a setting may refuse it; the older command works there.
 * @param {string} text
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(text);
  }
}

/** @param {string} text */
function copyByCommand(text) {
  const place = document.createElement('span');
  place.textContent = text;
  Object.assign(place.style, {
    position: 'fixed',
    insetBlockStart: '0',
    clipPath: 'inset(50%)',
    whiteSpace: 'pre',
    userSelect: 'text',
  });

  /** @param {ClipboardEvent} event */
  function fill(event) {
    // The text itself, without the looks of the place that it was selected in.
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  const selection = document.getSelection();
  const selected = selection?.rangeCount ? selection.getRangeAt(0).cloneRange() : null;
  document.body.append(place);
  // Selected without the focus, which an open dialog would take back.
  selectText(place);
  document.addEventListener('copy', fill, { capture: true });
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    document.removeEventListener('copy', fill, { capture: true });
    place.remove();
    selection?.removeAllRanges();
    if (selected) selection?.addRange(selected);
  }
}

/**
 * Select what an element shows, for somebody to copy it.
 * @param {HTMLElement} element
 */
export function selectText(element) {
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement) {
    element.focus();
    element.select();
  } else {
    document.getSelection()?.selectAllChildren(element);
  }
}
