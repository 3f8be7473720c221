import { createContext, use, useEffect, useRef } from 'react';

/** @typedef {(() => void)[]} Steps what Escape does instead of closing the dialog, the last one first */

/** The steps of the dialog around. */
export const EscapeContext = createContext(
  /** @type {import('react').RefObject<Steps>} */ ({ current: [] }),
);

/**
 * Return a dialog's steps, for `EscapeContext`, and its handler of the key.
 */
export function useEscapeSteps() {
  const steps = useRef(/** @type {Steps} */ ([]));
  return {
    steps,
    /** @param {KeyboardEvent} event */
    onEscapeKeyDown(event) {
      const step = steps.current.at(-1);
      if (!step) return;
      event.preventDefault();
      step();
    },
  };
}

/**
 * Let Escape go one step back, in a dialog, rather than close it.
 * @param {boolean} isOn
 * @param {() => void} step
 */
export function useEscape(isOn, step) {
  const stepsRef = use(EscapeContext);
  const latest = useRef(step);
  useEffect(() => {
    latest.current = step;
  });
  useEffect(() => {
    if (!isOn) return undefined;
    const ours = () => latest.current();
    stepsRef.current = [...stepsRef.current, ours];
    return () => {
      stepsRef.current = stepsRef.current.filter((one) => one !== ours);
    };
  }, [isOn, stepsRef]);
}
