import { useEffect, useRef, useSyncExternalStore } from 'react';

import { createStore } from '../../lib/store.js';

/**
 * What can be done right now: each part of the interface offers its commands for as long as it is
 * there, and the keys, the palette and the help find them here.
 * @typedef {import('./shortcuts.js').Shortcut['id']} CommandId
 * @typedef {Partial<Record<CommandId, () => void>>} Commands
 */

const offered = createStore(/** @type {Map<CommandId, () => void>} */ (new Map()));

/**
 * Offers commands while the calling component is there.
 * @param {Commands} commands
 */
export function useCommands(commands) {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });

  const names = Object.keys(commands).join(' ');
  useEffect(() => {
    const ids = /** @type {CommandId[]} */ (names ? names.split(' ') : []);
    const ours = ids.map((id) => /** @type {const} */ ([id, () => latest.current[id]?.()]));
    offered.set(new Map([...offered.get(), ...ours]));
    return () => {
      const others = [...offered.get()].filter(
        ([id, run]) => !ours.some(([our, mine]) => our === id && mine === run),
      );
      offered.set(new Map(others));
    };
  }, [names]);
}

/**
 * @param {CommandId} id
 * @returns {boolean} whether there was such a command to run
 */
export function runCommand(id) {
  const run = offered.get().get(id);
  run?.();
  return run !== undefined;
}

/** The commands that can be run right now. */
export function useOffered() {
  return useSyncExternalStore(offered.subscribe, offered.get);
}
