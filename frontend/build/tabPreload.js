const PANELS = { tickets: 'TicketsPanel.jsx', dashboard: 'StatsDashboard.jsx' };
// What a tab asks the server for when its address says nothing else.
const DATA = {
  tickets: 'api/tickets/?ordering=-created_at',
  dashboard: 'api/tickets/stats/?period=30d',
};

// Always the same, so that a Content-Security-Policy can name it before anything is built
// (vercel.json); the names of files are beside it.
const SCRIPT =
  `(function(){var files=JSON.parse(document.querySelector('meta[name="tab-files"]').content);` +
  `var tab=new URLSearchParams(location.search).get('tab');` +
  `function link(rel,href){var l=document.createElement('link');l.rel=rel;l.href=href;` +
  `if(rel=='preload'){l.as='fetch';l.crossOrigin='anonymous'}document.head.appendChild(l)}` +
  `if(files.data[tab]&&location.search=='?tab='+tab)link('preload',files.data[tab]);` +
  `(files.code[tab]||[]).concat(files.always).forEach(function(n){link('modulepreload',n)})})()`;

/**
 * Add a script to the page that fetches the code and the first data of the tab in the address at
 * once, beside the code that would ask for them later. The HTTP client, which every tab uses, comes
 * along.
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
        const content = JSON.stringify({ code: files, always: filesOf('http.js'), data: DATA });
        return [
          { tag: 'meta', injectTo: 'head', attrs: { name: 'tab-files', content } },
          { tag: 'script', injectTo: 'head', children: SCRIPT },
        ];
      },
    },
  };
}
