const PAUSE = 100;

/** Settles once the browser has drawn what there is to draw, and rests. */
export function afterPaint() {
  return new Promise((resolve) => {
    // Not every browser tells when it rests.
    const whenIdle = window.requestIdleCallback ?? setTimeout;
    requestAnimationFrame(() => setTimeout(() => whenIdle(resolve), PAUSE));
  });
}
