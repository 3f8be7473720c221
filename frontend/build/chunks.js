import path from 'node:path';

const SOURCE = path.resolve(import.meta.dirname, '../src');
const ICONS = '/lucide-react/dist/esm/icons/';
const MAIN = 'main.jsx';
const PRODUCT = 'Product.jsx';
const REQUEST = 'features/request/RequestPage.jsx';
// It brings what both read the server with.
const READING = 'features/request/usePublicTicket.js';
const TEXT = 'ui/RichText.jsx';

/** @typedef {{ getModuleInfo: (id: string) => import('vite').Rollup.ModuleInfo | null }} Context */
/** @typedef {(id: string) => boolean} IsNeeded */

const source = (/** @type {string} */ name) => path.join(SOURCE, name);

/**
 * Return the groups of what the first screen needs: `page` has what comes with every address, `app`
 * what the product needs besides, `shared` what the page behind a private link has in common with
 * parts that the product loads later. So that page does without the product; and to have a file for
 * each module would cost a phone a round trip for each.
 */
export function firstScreen() {
  /** @type {IsNeeded[] | null} */
  let graphs = null;

  /**
   * @param {string} name
   * @param {number} priority
   * @param {(id: string, needed: { main: boolean, product: boolean, request: boolean }) => boolean} isMember
   */
  const group = (name, priority, isMember) => ({
    debugName: name,
    name: (/** @type {string} */ id, /** @type {Context} */ context) => {
      graphs ??= [MAIN, PRODUCT, REQUEST].map((entry) => isImportedBy(source(entry), context));
      const [main, product, request] = graphs.map((isNeeded) => isNeeded(id));
      return isMember(id, { main, product, request }) ? name : null;
    },
    priority,
  });

  const own = [source('features/request/'), source(TEXT)];
  return [
    group(
      'page',
      2,
      (id, { main, product, request }) => main || (product && request) || id === source(READING),
    ),
    group('app', 1, (_id, { product }) => product),
    group(
      'shared',
      1,
      (id, { product, request }) => request && !product && !own.some((path) => id.startsWith(path)),
    ),
  ];
}

/**
 * Return a function that tells whether a module is imported statically by another, among ours and the
 * icons. What else a package has is grouped with what needs it.
 * @param {string} entry
 * @param {Context} context
 * @returns {IsNeeded}
 */
function isImportedBy(entry, context) {
  const ids = new Set([entry]);
  // A set goes on to what is added while it is walked.
  for (const id of ids) {
    const imported = context.getModuleInfo(id)?.importedIds ?? [];
    imported
      .filter((one) => one.startsWith(SOURCE) || one.includes(ICONS))
      .forEach((one) => ids.add(one));
  }
  return (id) => ids.has(id);
}
