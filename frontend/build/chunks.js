import path from 'node:path';

const SOURCE = path.resolve(import.meta.dirname, '../src');
const ICONS = '/lucide-react/dist/esm/icons/';
const ENTRIES = Object.entries({
  main: 'main.jsx',
  product: 'Product.jsx',
  request: 'features/request/RequestPage.jsx',
  list: 'features/tickets/TicketsPanel.jsx',
  ticket: 'features/tickets/detail/TicketDetail.jsx',
  dashboard: 'features/dashboard/StatsDashboard.jsx',
});
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
 * each module would cost a phone a round trip for each. `ticket` has what an open ticket needs and the
 * list does not, whatever parts that come later need of it, too.
 */
export function firstScreen() {
  /** @type {[string, IsNeeded][] | null} */
  let graphs = null;

  /**
   * @param {string} name
   * @param {number} priority
   * @param {(id: string, needed: { [entry: string]: boolean }) => boolean} isMember
   */
  const group = (name, priority, isMember) => ({
    debugName: name,
    name: (/** @type {string} */ id, /** @type {Context} */ context) => {
      graphs ??= ENTRIES.map(([entry, file]) => [entry, isImportedBy(source(file), context)]);
      const needed = Object.fromEntries(graphs.map(([entry, isNeeded]) => [entry, isNeeded(id)]));
      return isMember(id, needed) ? name : null;
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
    {
      ...group(
        'ticket',
        1,
        (_id, { product, request, list, ticket, dashboard }) =>
          ticket && !list && !product && !request && !dashboard,
      ),
      // Its packages may be others', too.
      includeDependenciesRecursively: false,
    },
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
