import { Suspense, useEffect, useState } from 'react';

import { createStore } from '../lib/store.js';

/** @typedef {{ tab: string, children: import('react').ReactNode }} TabTransitionProps */

const IDLE = 3000;

const animated = createStore(
  /** @type {import('react').ComponentType<TabTransitionProps> | null} */ (null),
);

async function loadAnimated() {
  const { AnimatedTabTransition } = await import('./AnimatedTabTransition.jsx');
  animated.set(AnimatedTabTransition);
}

/**
 * Where the tabs appear. What animates them is not in the first load: it takes over at the first
 * change of tab after it has come, when the panel is a new one anyway.
 * @param {TabTransitionProps} props
 */
export function TabTransition({ tab, children }) {
  const [drawn, setDrawn] = useState({ tab, Transition: animated.get() ?? PlainTransition });
  if (drawn.tab !== tab) setDrawn({ tab, Transition: animated.get() ?? PlainTransition });

  useEffect(() => {
    const timer = setTimeout(() => loadAnimated().catch(() => {}), IDLE);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which React would take for a clean-up.
    window.scrollTo(0, 0);
  }, [tab]);

  const { Transition } = drawn;
  return (
    <Transition tab={tab}>
      <Suspense fallback={null}>{children}</Suspense>
    </Transition>
  );
}

/** @param {TabTransitionProps} props */
function PlainTransition({ tab, children }) {
  return <div key={tab}>{children}</div>;
}
