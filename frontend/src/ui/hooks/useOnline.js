import { useSyncExternalStore } from 'react';
import { onlineManager } from '@tanstack/react-query';

/** @param {() => void} listener */
const subscribe = (listener) => onlineManager.subscribe(listener);

/** Whether the browser has a network; the same source as that which pauses changes. */
export function useOnline() {
  return useSyncExternalStore(subscribe, () => onlineManager.isOnline());
}
