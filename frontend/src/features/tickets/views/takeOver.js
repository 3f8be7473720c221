import { asApiError } from '../../../api/errors.js';
import { filterParameters } from '../../../api/requests.js';
import { createView, listViews } from '../../../api/views.js';
import { fold } from '../../../lib/folding.js';
import { showToast } from '../../../ui/toasts/toastStore.js';
import { viewsCopy } from './copy.js';
import { useSavedViews } from './savedViews.js';

/**
 * @typedef {import('../../../types').SavedView} SavedView
 * @typedef {import('../../../types').SharedView} SharedView
 */

const NAME_MAX = 60;
const TRIES = 9;

/** @param {string} id */
const forget = (id) =>
  useSavedViews.setState((views) => views.filter((view) => view.id !== id), true);

/**
 * Return a name that no other view has, by a number behind it.
 * @param {string} name
 * @param {Set<string>} taken folded names
 */
function freeName(name, taken) {
  const names = Array.from({ length: TRIES }, (_none, index) =>
    index ? `${[...name].slice(0, NAME_MAX - 2).join('')} ${index + 1}` : name,
  );
  return names.find((one) => !taken.has(fold(one))) ?? name;
}

/**
 * Store a view of this device on the server, unless the same is there.
 * @param {SavedView} view
 * @param {SharedView[]} own
 */
async function store(view, own) {
  const query = String(filterParameters(view.filters));
  const sorted = (/** @type {string | undefined} */ text = '') => text.split('&').sort().join('&');
  const isThere = own.some(
    (one) => fold(one.name).startsWith(fold(view.name)) && sorted(one.query) === sorted(query),
  );
  if (isThere) return null;
  return createView({
    name: freeName(view.name, new Set(own.map((one) => fold(one.name)))),
    query,
    ordering: '-created_at',
    group: '',
    columns: [],
    shared_with: 'nobody',
  });
}

/**
 * Move the views of this device to the account of who is signed in; what the server does not take
 * stays here. One tab at a time does so.
 * @param {number} accountId
 * @returns {Promise<number>} how many were moved
 */
export async function takeOver(accountId) {
  const { locks } = navigator;
  return locks ? locks.request('tf.views', () => move(accountId)) : move(accountId);
}

/** @param {number} accountId */
async function move(accountId) {
  // Another tab may have been before.
  useSavedViews.reload();
  const views = useSavedViews.getState();
  if (!views.length) return 0;
  let moved = 0;
  try {
    const own = (await listViews()).filter(({ owner }) => owner?.id === accountId);
    for (const view of views) {
      try {
        const created = await store(view, own);
        if (created) own.push(created);
        forget(view.id);
        moved += 1;
      } catch (error) {
        // What is refused by itself does not keep the others.
        if (asApiError(error).kind !== 'invalid') throw error;
      }
    }
  } catch {
    // They stay on the device until next time.
  }
  if (moved) showToast({ kind: 'success', key: 'views', text: viewsCopy.tookOver(moved) });
  return moved;
}
