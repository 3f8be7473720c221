import { uiCopy } from '../copy.js';
import { showToast } from '../toasts/toastStore.js';

/**
 * Copy an address to the clipboard, and show a toast about it.
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
