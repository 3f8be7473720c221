import { gzipSync } from 'node:zlib';

const KB = 1000;
// What stands between a click on a link to us and the first screen.
const LIMITS = { js: 110 * KB, css: 20 * KB };

/**
 * Fail the build when the first load outgrows its budget: the script and the modules that the page
 * names, and its style sheets, as gzip sends them.
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
      const named = [
        ...String(page.source).matchAll(/(?:src|href)="\/(assets\/[^"]+\.(js|css))"/g),
      ];
      for (const kind of /** @type {const} */ (['js', 'css'])) {
        const size = named
          .filter(([, , extension]) => extension === kind)
          .reduce((sum, [, file]) => sum + weigh(bundle[file]), 0);
        const text = `First load: ${(size / KB).toFixed(1)} kB of ${kind}, gzipped`;
        if (size > LIMITS[kind]) this.error(`${text}, of at most ${LIMITS[kind] / KB} kB.`);
        this.info(text);
      }
    },
  };
}

/** @param {{ type: 'chunk', code: string } | { type: 'asset', source: string | Uint8Array } | undefined} file */
function weigh(file) {
  if (!file) return 0;
  return gzipSync(file.type === 'chunk' ? file.code : file.source).length;
}
