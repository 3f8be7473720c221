import { uiCopy } from '../copy.js';
import { showToast } from '../toasts/toastStore.js';

/**
 * Puts an address on the clipboard, and says whether that went well.
 * @param {string} address
 */
export async function copyToClipboard(address) {
  try {
    await navigator.clipboard.writeText(address);
    showToast({ kind: 'success', key: 'link', text: uiCopy.linkCopied });
  } catch {
    showToast({ kind: 'error', key: 'link', text: uiCopy.linkNotCopied });
  }
}
