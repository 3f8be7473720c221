/**
 * Leave axios's adapter for fetch out: browsers use the one for XMLHttpRequest, and every tab's
 * first load would carry both.
 * @returns {import('vite').Plugin}
 */
export function leanAxios() {
  return {
    name: 'lean-axios',
    apply: 'build',
    enforce: 'pre',
    load: (id) =>
      id.endsWith('/axios/lib/adapters/fetch.js') ? 'export const getFetch = () => false;' : null,
  };
}
