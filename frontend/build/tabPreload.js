const PANELS = { tickets: 'TicketsPanel.jsx', dashboard: 'StatsDashboard.jsx' };

/**
 * Puts a script into the page that fetches the code of the tab in the address at once, beside the
 * code that would ask for it later. The HTTP client, which every tab asks for, comes along.
 * @returns {import('vite').Plugin}
 */
export function tabPreload() {
  return {
    name: 'tab-preload',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        /** @param {string} module */
        const chunkOf = (module) =>
          chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/${module}`));
        const entry = chunks.find(({ isEntry }) => isEntry);
        const early = new Set([entry?.fileName, ...(entry?.imports ?? [])]);
        /** @param {string} module */
        const filesOf = (module) => {
          const chunk = chunkOf(module);
          if (!chunk) return [];
          return [chunk.fileName, ...chunk.imports].filter((file) => !early.has(file));
        };
        const files = Object.fromEntries(
          Object.entries(PANELS).map(([tab, module]) => [tab, filesOf(module)]),
        );
        return [{ tag: 'script', injectTo: 'head', children: script(files, filesOf('http.js')) }];
      },
    },
  };
}

/**
 * @param {Record<string, string[]>} files of each tab
 * @param {string[]} always
 */
function script(files, always) {
  return (
    `(function(f){(f[new URLSearchParams(location.search).get('tab')]||[]).concat(${JSON.stringify(always)})` +
    `.forEach(function(n){var l=document.createElement('link');l.rel='modulepreload';l.href='/'+n;` +
    `document.head.appendChild(l)})})(${JSON.stringify(files)})`
  );
}
