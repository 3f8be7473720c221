import { Suspense, useEffect, useState } from 'react';

import { createStore } from '../lib/store.js';

/** @typedef {{ tab: string, children: import('react').ReactNode }} StageProps */

const IDLE = 3000;

const animated = createStore(
  /** @type {import('react').ComponentType<StageProps> | null} */ (null),
);

async function loadAnimated() {
  const { AnimatedStage } = await import('./AnimatedTabTransition.jsx');
  animated.set(AnimatedStage);
}

/**
 * Where the tabs appear. What animates them is not in the first load: it takes over at the first
 * change of tab after it has come, when the panel is a new one anyway.
 * @param {StageProps} props
 */
export function Stage({ tab, children }) {
  const [drawn, setDrawn] = useState({ tab, Room: animated.get() ?? PlainStage });
  if (drawn.tab !== tab) setDrawn({ tab, Room: animated.get() ?? PlainStage });

  useEffect(() => {
    const timer = setTimeout(() => loadAnimated().catch(() => {}), IDLE);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which React would take for a clean-up.
    window.scrollTo(0, 0);
  }, [tab]);

  const { Room } = drawn;
  return (
    <Room tab={tab}>
      <Suspense fallback={null}>{children}</Suspense>
    </Room>
  );
}

/** @param {StageProps} props */
function PlainStage({ tab, children }) {
  return <div key={tab}>{children}</div>;
}
