import { createSharedDrafts } from '../../lib/sharedDrafts.js';

/**
 * @typedef {object} SettingsDraft
 * @property {any} values as they were typed
 * @property {any} base as the server had them
 * @property {number} version that of `base`; 0 for something new
 */

/** @param {any} draft */
const isDraft = (draft) =>
  typeof draft?.version === 'number' && Boolean(draft.values) && Boolean(draft.base);

/**
 * What admins have changed and not saved yet.
 * @type {ReturnType<typeof createSharedDrafts<SettingsDraft>>}
 */
export const settingsDrafts = createSharedDrafts('tf.settings-drafts', isDraft);

/**
 * Return the name of somebody's draft.
 * @param {'team' | 'tag' | 'view'} kind
 * @param {number | null} id null for something new
 * @param {number | null | undefined} by the account
 */
export const draftName = (kind, id, by) => `${kind} ${id ?? 'new'} by ${by ?? 'nobody'}`;

/** Return whether there is a draft of that name. @param {string} name */
export const useHasDraft = (name) => settingsDrafts.useDrafts((all) => Boolean(all[name]));
