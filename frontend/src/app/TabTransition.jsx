import { Suspense, useEffect, useState } from 'react';

/** @typedef {{ tab: string, children: import('react').ReactNode }} TabTransitionProps */

const IDLE = 3000;

/** @type {import('react').ComponentType<TabTransitionProps>} */
let CurrentTransition = PlainTransition;

async function loadAnimation() {
  CurrentTransition = (await import('./AnimatedTabTransition.jsx')).AnimatedTabTransition;
}

/**
 * The container of the tabs. Its animation is not in the first load: it takes over at the first
 * change of tab after it has come, when the panel is a new one anyway.
 * @param {TabTransitionProps} props
 */
export function TabTransition({ tab, children }) {
  const [drawn, setDrawn] = useState({ tab, Transition: CurrentTransition });
  if (drawn.tab !== tab) setDrawn({ tab, Transition: CurrentTransition });

  useEffect(() => {
    const timer = setTimeout(() => loadAnimation().catch(() => {}), IDLE);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    // In braces: newer browsers return a promise, which React would take for a clean-up.
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
