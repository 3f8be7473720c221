// As the bundler writes it, with the parentheses that ask for this.
const WRAPPER = /__commonJSMin\(\(\((exports(?:, module)?)\) => \{/g;

/**
 * Have the browser compile React while it loads, and not a second time when it starts: of a function
 * in parentheses it expects that it is called at once, but not of an arrow function.
 * @returns {import('vite').Plugin}
 */
export function eagerModules() {
  return {
    name: 'eager-modules',
    apply: 'build',
    renderChunk: (code) => ({
      code: code.replaceAll(WRAPPER, '__commonJSMin((function ($1) {'),
      map: null,
    }),
  };
}
