import { useLayoutEffect, useRef } from 'react';
import { create } from 'zustand';

/**
 * The commands that can be run now: each component offers its own while it is mounted, and the
 * shortcuts, the palette and the help find them here.
 * @typedef {import('./shortcuts.js').Shortcut['id']} CommandId
 * @typedef {Partial<Record<CommandId, () => void>>} Commands
 */

export const useOffered = create(() => /** @type {Map<CommandId, () => void>} */ (new Map()));

/**
 * Offer commands while the calling component is mounted.
 * @param {Commands} commands
 */
export function useCommands(commands) {
  const latest = useRef(commands);
  // Before what they are about is drawn: a key may be pressed in that moment.
  useLayoutEffect(() => {
    latest.current = commands;
  });

  const names = Object.keys(commands).join(' ');
  useLayoutEffect(() => {
    const ids = /** @type {CommandId[]} */ (names ? names.split(' ') : []);
    const ours = ids.map((id) => /** @type {const} */ ([id, () => latest.current[id]?.()]));
    useOffered.setState((offered) => new Map([...offered, ...ours]), true);
    return () => {
      /** @param {[CommandId, () => void]} command */
      const isOther = ([id, run]) => !ours.some(([our, mine]) => our === id && mine === run);
      useOffered.setState((offered) => new Map([...offered].filter(isOther)), true);
    };
  }, [names]);
}

/**
 * @param {CommandId} id
 * @returns {boolean} whether there was such a command to run
 */
export function runCommand(id) {
  const run = useOffered.getState().get(id);
  run?.();
  return run !== undefined;
}
