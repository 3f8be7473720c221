import {
  AnimatePresence,
  LazyMotion,
  MotionConfig,
  domAnimation,
  useIsPresent,
} from 'motion/react';
import * as m from 'motion/react-m';

import { useMediaQuery } from '../ui/hooks/useMediaQuery.js';

const ENTER = /** @type {const} */ ({ duration: 0.14, ease: 'easeOut' });
const LEAVE = /** @type {const} */ ({ duration: 0.08, ease: 'easeIn' });

/**
 * Fades one tab out and the next one in.
 * @param {import('./TabTransition.jsx').TabTransitionProps} props
 */
export function AnimatedTabTransition({ tab, children }) {
  return (
    <LazyMotion features={domAnimation} strict>
      <MotionConfig reducedMotion="user">
        <AnimatePresence mode="wait">
          <Panel key={tab}>{children}</Panel>
        </AnimatePresence>
      </MotionConfig>
    </LazyMotion>
  );
}

/**
 * The panel of one tab, inert while it leaves.
 * @param {{ children: import('react').ReactNode }} props
 */
function Panel({ children }) {
  const isPresent = useIsPresent();
  const isStill = useMediaQuery('(prefers-reduced-motion: reduce)');
  /** @param {number} y */
  const shift = (y) => (isStill ? {} : { y });

  return (
    <m.div
      inert={!isPresent}
      initial={{ opacity: 0, ...shift(8) }}
      animate={{ opacity: 1, ...shift(0), transition: ENTER }}
      exit={{ opacity: 0, ...shift(-8), transition: LEAVE }}
    >
      {children}
    </m.div>
  );
}
