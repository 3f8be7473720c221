import { copyText, selectText } from '../../lib/clipboard.js';
import { uiCopy } from '../copy.js';
import { showToast } from '../toasts/toastStore.js';

/**
 * Copy a text to the clipboard, and show a toast about it. Where no browser's way works, what the page
 * shows of it is selected; otherwise the toast shows it.
 * @param {string} text
 * @param {object} [options]
 * @param {string} [options.copied] what to say then
 * @param {HTMLElement | null} [options.shown] the element that shows the text
 * @returns {Promise<boolean>} whether it was copied
 */
export async function copyToClipboard(text, { copied = uiCopy.linkCopied, shown = null } = {}) {
  const isCopied = await copyText(text);
  if (isCopied) {
    showToast({ kind: 'success', key: 'copied', text: copied });
    return true;
  }
  if (shown) selectText(shown);
  const problem = shown ? uiCopy.selected : uiCopy.notCopied(text);
  showToast({ kind: 'error', key: 'copied', text: problem });
  return false;
}
