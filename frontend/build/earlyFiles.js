const PREFETCH = 'src/prefetch.js';

/**
 * The modules that come with the page where its address has a tab or a parameter of that name; the
 * product comes wherever it is not the page behind a private link.
 * @type {Record<string, string[]>}
 */
const MODULES = {
  product: ['src/Product.jsx'],
  tickets: ['src/features/tickets/TicketsPanel.jsx'],
  ticket: ['src/features/tickets/detail/TicketDetail.jsx'],
  dashboard: ['src/features/dashboard/StatsDashboard.jsx'],
  request: ['src/features/request/RequestPage.jsx'],
};

// Always the same, so that a Content-Security-Policy can name it before anything is built
// (vercel.json); the names of files are beside it.
const SCRIPT =
  `(function(){var files=JSON.parse(document.querySelector('meta[name="early-files"]').content);` +
  `var address=new URLSearchParams(location.search);` +
  `for(var name in files)` +
  `if(name=='product'?!address.has('request'):address.has(name)||address.get('tab')==name)` +
  `files[name].forEach(function(n){var l=document.createElement('link');` +
  `l.rel='modulepreload';l.href=n;document.head.appendChild(l)})})()`;

// What is fetched before it would tell where it is from, which may hold a secret.
const REFERRER = /<meta name="referrer"[^>]*>/;

/** @typedef {import('vite').Rollup.OutputChunk} Chunk */

/**
 * Have the page fetch at once what the tab in its address needs: the code by links, and the data by a
 * script of its own, which need not wait for the rest.
 * @returns {import('vite').Plugin}
 */
export function earlyFiles() {
  return {
    name: 'early-files',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const named = withImports(
          chunks,
          chunks.filter(({ isEntry }) => isEntry),
        );
        const files = Object.fromEntries(
          Object.entries(MODULES).map(([name, modules]) => {
            const wanted = modules.map((module) => chunkWith(chunks, module));
            const fetched = [...withImports(chunks, wanted)].filter((file) => !named.has(file));
            if (name === 'product') fetched.forEach((file) => named.add(file));
            return [name, fetched];
          }),
        );
        const prefetch = `./${chunkWith(chunks, PREFETCH).fileName}`;
        return withTags(REFERRER, html, [
          `<script type="module" async crossorigin src="${prefetch}"></script>`,
          `<meta name="early-files" content='${JSON.stringify(files)}' />`,
          `<script>${SCRIPT}</script>`,
        ]);
      },
    },
  };
}

/**
 * @param {RegExp} place
 * @param {string} html
 * @param {string[]} tags
 */
function withTags(place, html, tags) {
  if (!place.test(html)) throw new Error(`build/earlyFiles.js: the page has no ${place}.`);
  return html.replace(place, (found) => [found, ...tags].join('\n    '));
}

/**
 * Return the names of chunks and of all that they import statically.
 * @param {Chunk[]} chunks
 * @param {Chunk[]} wanted
 */
function withImports(chunks, wanted) {
  const names = new Set(wanted.map(({ fileName }) => fileName));
  // A set goes on to what is added while it is walked.
  for (const name of names) {
    const chunk = chunks.find(({ fileName }) => fileName === name);
    chunk?.imports.forEach((imported) => names.add(imported));
  }
  return names;
}

/**
 * Return the chunk that holds a module. One that was moved must not drop out unnoticed.
 * @param {Chunk[]} chunks
 * @param {string} module
 */
function chunkWith(chunks, module) {
  const found = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(`/${module}`)));
  if (!found) throw new Error(`build/earlyFiles.js: no chunk holds ${module}.`);
  return found;
}
