import { useEffect, useRef } from 'react';

import { useView } from '../../../domain/view/useView.js';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { threadCopy } from './copy.js';
import { messageId } from './Message.jsx';

/**
 * Bring the message in the address into sight, once, loading earlier ones as far as needed. Return its
 * id.
 * @param {ReturnType<typeof import('./useTimeline.js').useTimeline>} query
 */
export function useAddressedMessage({ data, isFetching, hasNextPage, fetchNextPage }) {
  const { message } = useView().view;
  const reached = useRef(/** @type {number | null} */ (null));
  useEffect(() => {
    if (message === null || reached.current === message || !data || isFetching) return;
    const element = document.getElementById(messageId(message));
    if (!element && hasNextPage) {
      void fetchNextPage();
      return;
    }
    reached.current = message;
    if (!element) {
      showToast({ kind: 'error', key: 'message', text: threadCopy.gone });
      return;
    }
    element.scrollIntoView({ block: 'center' });
    element.focus({ preventScroll: true });
  }, [message, data, isFetching, hasNextPage, fetchNextPage]);
  return message;
}
