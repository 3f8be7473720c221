/**
 * Return a function that runs another at once, but no sooner than so many milliseconds after the last
 * time: a call that comes too early is made up for then, so that the last one is never lost.
 * @param {number} gap
 * @param {() => void} run
 */
export function atMostEvery(gap, run) {
  let ranAt = -Infinity;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  function runNow() {
    timer = undefined;
    ranAt = Date.now();
    run();
  }

  return () => {
    if (timer !== undefined) return;
    const wait = ranAt + gap - Date.now();
    if (wait <= 0) runNow();
    else timer = setTimeout(runNow, wait);
  };
}
