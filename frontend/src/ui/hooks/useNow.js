import { useSyncExternalStore } from 'react';
import { createStore } from 'zustand';

const TICK = 30_000;

const now = createStore(() => Date.now());

/** @type {ReturnType<typeof setInterval> | undefined} */
let timer;
let watchers = 0;

/** @param {() => void} listener */
function subscribe(listener) {
  const unsubscribe = now.subscribe(listener);
  watchers += 1;
  // One timer for all ages on screen, and none while there are none.
  if (watchers === 1) {
    now.setState(Date.now());
    timer = setInterval(() => now.setState(Date.now()), TICK);
  }
  return () => {
    unsubscribe();
    watchers -= 1;
    if (watchers === 0) clearInterval(timer);
  };
}

/** Return the current time, updated every 30 seconds. */
export function useNow() {
  return useSyncExternalStore(subscribe, now.getState);
}
