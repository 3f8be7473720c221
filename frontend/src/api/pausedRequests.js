/**
 * Return a place for requests that cannot go on before the person has done something. `onPaused`
 * sets, from a layer above, the function that asks the person; `wait` resolves to its answer.
 * @template Reason
 */
export function createPausedRequests() {
  /** @type {((reason: Reason) => Promise<boolean>) | null} */
  let ask = null;
  return {
    /** @param {Reason} reason @returns {Promise<boolean>} whether to send it again */
    // Whose code does not load asks nobody: the request fails as it would have.
    wait: async (reason) => (ask ? ask(reason).catch(() => false) : false),
    /** @param {(reason: Reason) => Promise<boolean>} next */
    onPaused(next) {
      ask = next;
      return () => {
        if (ask === next) ask = null;
      };
    },
  };
}

/**
 * Requests that the server refused because nobody is signed in.
 * @type {ReturnType<typeof createPausedRequests<{ isChange: boolean }>>}
 */
export const signedOut = createPausedRequests();

/**
 * Requests that the server refused because the person must have a second factor and has none.
 * @type {ReturnType<typeof createPausedRequests<{ isChange: boolean }>>}
 */
export const secondFactorMissing = createPausedRequests();
