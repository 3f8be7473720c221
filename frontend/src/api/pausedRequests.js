/**
 * Where a request waits that cannot go on before a person has done something: it asks, and learns
 * whether it is to be sent again. What asks the person is set from a layer above.
 * @template Reason
 */
export function createPausedRequests() {
  /** @type {((reason: Reason) => Promise<boolean>) | null} */
  let ask = null;
  return {
    /** @param {Reason} reason @returns {Promise<boolean>} whether to send it again */
    wait: async (reason) => (ask ? ask(reason) : false),
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
 * For requests that the server answered as it does a stranger's.
 * @type {ReturnType<typeof createPausedRequests<{ isChange: boolean }>>}
 */
export const signedOut = createPausedRequests();
