import { gzipSync } from 'node:zlib';

const KB = 1000;
const REPORT = '.vite/first-load.json';
const MAX_CSS = 24 * KB;

const PRODUCT = ['src/Product.jsx'];
const LIST = [...PRODUCT, 'src/features/tickets/TicketsPanel.jsx'];

/**
 * The modules that each tab fetches before it is usable, beside the scripts that index.html names.
 * What comes after a click or once the browser rests is not among them, except for the dashboard's
 * charts, for they are what it is there for. A tab without a limit is reported only.
 * @type {Record<string, { modules: string[], limit: number | null }>}
 */
const TABS = {
  submit: { modules: PRODUCT, limit: 115 * KB },
  request: { modules: ['src/features/request/RequestPage.jsx'], limit: 115 * KB },
  tickets: { modules: LIST, limit: 190 * KB },
  ticket: { modules: [...LIST, 'src/features/tickets/detail/TicketDetail.jsx'], limit: null },
  dashboard: {
    modules: [
      ...PRODUCT,
      'src/features/dashboard/StatsDashboard.jsx',
      'src/features/dashboard/SeriesChart.jsx',
      'src/features/dashboard/triage/TriageSection.jsx',
    ],
    limit: 250 * KB,
  },
};

/** @typedef {import('vite').Rollup.OutputBundle} Bundle */
/** @typedef {{ js: number, js_limit: number | null, css: number, css_limit: number }} FirstLoad bytes, gzipped */

/**
 * Fail the build when the first load of a tab is over its limit, and leaves the figures of all tabs
 * in `.vite/first-load.json` (`make bench` reports them).
 * @returns {import('vite').Plugin}
 */
export function budget() {
  return {
    name: 'budget',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const page = bundle['index.html'];
      if (page?.type !== 'asset') return;
      const firstLoads = measureTabs(bundle, String(page.source));
      for (const [tab, { js, js_limit, css, css_limit }] of Object.entries(firstLoads)) {
        this.info(`First load of ${tab}, gzipped: ${inKB(js)} of JavaScript, ${inKB(css)} of CSS`);
        if (js_limit !== null && js > js_limit) {
          this.error(
            `${tab} needs ${inKB(js)} of JavaScript, at most ${inKB(js_limit)} are allowed.`,
          );
        }
        if (css > css_limit) {
          this.error(`${tab} needs ${inKB(css)} of CSS, at most ${inKB(css_limit)} are allowed.`);
        }
      }
      this.emitFile({ type: 'asset', fileName: REPORT, source: JSON.stringify(firstLoads) });
    },
  };
}

/**
 * @param {Bundle} bundle
 * @param {string} html the page, which names the scripts and style sheets that all tabs share
 * @returns {Record<string, FirstLoad>}
 */
function measureTabs(bundle, html) {
  const named = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)];
  const pageFiles = named.map(([, file]) => file);
  return Object.fromEntries(
    Object.entries(TABS).map(([tab, { modules, limit }]) => {
      const chunks = modules.map((module) => chunkWith(bundle, module));
      const files = [...withImports(bundle, [...pageFiles, ...chunks])];
      return [
        tab,
        {
          js: sizeOf(bundle, files, '.js'),
          js_limit: limit,
          css: sizeOf(bundle, files, '.css'),
          css_limit: MAX_CSS,
        },
      ];
    }),
  );
}

/**
 * Return the file name of the chunk that holds a module. A module that was moved must not drop out of
 * the figures unnoticed.
 * @param {Bundle} bundle
 * @param {string} module
 */
function chunkWith(bundle, module) {
  const found = Object.values(bundle).find(
    (file) => file.type === 'chunk' && file.moduleIds.some((id) => id.endsWith(`/${module}`)),
  );
  if (!found) throw new Error(`build/budget.js: no chunk holds ${module}.`);
  return found.fileName;
}

/**
 * Return the files with all that they import statically, and their style sheets.
 * @param {Bundle} bundle
 * @param {string[]} files
 * @returns {Set<string>}
 */
function withImports(bundle, files) {
  const found = new Set(/** @type {string[]} */ ([]));
  const waiting = [...files];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const file = bundle[name];
    if (file?.type !== 'chunk') continue;
    waiting.push(...file.imports, ...(file.viteMetadata?.importedCss ?? []));
  }
  return found;
}

/**
 * @param {Bundle} bundle
 * @param {string[]} files
 * @param {string} extension
 * @returns {number} bytes, gzipped
 */
function sizeOf(bundle, files, extension) {
  return files
    .filter((name) => name.endsWith(extension))
    .reduce((sum, name) => sum + gzippedSize(bundle[name]), 0);
}

/** @param {Bundle[string] | undefined} file */
function gzippedSize(file) {
  if (!file) return 0;
  return gzipSync(file.type === 'chunk' ? file.code : file.source).length;
}

/** @param {number} bytes */
function inKB(bytes) {
  return `${(bytes / KB).toFixed(1)} kB`;
}
