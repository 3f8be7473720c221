import { create } from 'zustand';

import { createSharedRecord } from '../../../lib/sharedRecord.js';

const SAVE_AFTER = 400;

/**
 * @typedef {object} SavedUse a saved reply that is in a text
 * @property {number} id
 * @property {NonNullable<import('../../../types').NewMessage['then']>} set what the ticket gets with it
 *
 * @typedef {object} Draft
 * @property {string} text
 * @property {SavedUse} [saved]
 * @property {number | string | null} by the account of who wrote it; null for nobody signed in
 * @property {{ key: string, body: string }} [attempt] the last one to send it, of which it is not known
 *   whether it succeeded
 */

/** @param {any} draft */
const isDraft = (draft) => typeof draft?.text === 'string';

/** @type {ReturnType<typeof createSharedRecord<Draft>>} */
export const useDrafts = createSharedRecord('tf.message-drafts', isDraft);

/** The names of drafts that are not on the device, or not as they are on screen. */
const useUnstored = create(() => /** @type {ReadonlySet<string>} */ (new Set()));

/** @type {Map<string, ReturnType<typeof setTimeout>>} */
const timers = new Map();

/**
 * Return the name of the draft of a reply or a note. People who share a device have drafts of their own.
 * @param {number} ticket
 * @param {import('../../../types').MessageKind} kind
 * @param {number | string | null} by the account
 */
export const draftName = (ticket, kind, by) => nameFor(`${kind} ${ticket}`, by);

/** Return the name of somebody's draft. @param {string} name @param {number | string | null} by */
export const nameFor = (name, by) => (by === null ? name : `${name} by ${by}`);

/** @param {string} name */
function save(name) {
  clearTimeout(timers.get(name));
  timers.delete(name);
  const isStored = useDrafts.store(name);
  const unstored = new Set(useUnstored.getState());
  if (isStored && unstored.delete(name)) useUnstored.setState(unstored, true);
}

const saveAll = () => [...timers.keys()].forEach(save);
if (typeof window !== 'undefined') window.addEventListener('pagehide', saveAll);

/**
 * Put a draft in the place of another, and on the device once nothing more is typed.
 * @param {string} name
 * @param {Draft} draft
 */
export function replaceDraft(name, draft) {
  useDrafts.show(name, draft.text ? draft : undefined);
  clearTimeout(timers.get(name));
  timers.set(
    name,
    setTimeout(() => save(name), SAVE_AFTER),
  );
  if (!useUnstored.getState().has(name)) {
    useUnstored.setState(new Set(useUnstored.getState()).add(name), true);
  }
}

/** Remove a draft at once. @param {string} name */
export function removeDraft(name) {
  useDrafts.show(name, undefined);
  save(name);
}

/**
 * Put a text that was not sent, or was taken back, into the composer, before what is there.
 * @param {string} name
 * @param {Draft} draft
 */
export function restoreDraft(name, draft) {
  const now = useDrafts.getState()[name];
  const both = now && { text: `${draft.text}\n\n${now.text}`, by: draft.by };
  replaceDraft(name, both ? { ...both, saved: draft.saved ?? now.saved } : draft);
  save(name);
}

/**
 * Note that a saved reply is in a draft, with what the ticket gets with it and with those before.
 * @param {string} name
 * @param {SavedUse} use
 */
export function addSavedUse(name, { id, set }) {
  const draft = useDrafts.getState()[name];
  if (draft) replaceDraft(name, { ...draft, saved: { id, set: { ...draft.saved?.set, ...set } } });
}

/** Return the draft of that name. @param {string} name */
export function useDraft(name) {
  const draft = useDrafts((drafts) => drafts[name]);
  const isUnstored = useUnstored((names) => names.has(name));
  return { draft, isStored: draft !== undefined && !isUnstored };
}

/** Read the drafts from the device again, as a reload does. */
export function reloadDrafts() {
  timers.forEach(clearTimeout);
  timers.clear();
  useUnstored.setState(new Set(), true);
  useDrafts.reload();
}
