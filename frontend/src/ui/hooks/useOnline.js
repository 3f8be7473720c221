import { useSyncExternalStore } from 'react';
import { onlineManager } from '@tanstack/react-query';

/** @param {() => void} listener */
const subscribe = (listener) => onlineManager.subscribe(listener);

/** Return whether the browser is online; from the same source as the pausing of changes. */
export function useOnline() {
  return useSyncExternalStore(subscribe, () => onlineManager.isOnline());
}
