import { lazy, useState } from 'react';

/**
 * A component whose code comes later, unlike `lazy` drawn without a pause once the code is there:
 * React holds back what was waited for by a third of a second, so as not to flicker.
 * @template {object} Props
 * @param {() => Promise<import('react').ComponentType<Props>>} load
 * @returns {{ Component: import('react').ComponentType<Props>, preload: () => Promise<void> }}
 */
export function preloadable(load) {
  /** @type {import('react').ComponentType<any> | null} */
  let loaded = null;
  const Lazy = lazy(async () => ({ default: (loaded = await load()) }));

  /** @param {Props} props */
  function Preloadable(props) {
    // Once drawn it stays the same one, or it would begin anew.
    const [Shown] = useState(() => loaded ?? Lazy);
    return <Shown {...props} />;
  }

  return {
    Component: Preloadable,
    async preload() {
      loaded ??= await load();
    },
  };
}
