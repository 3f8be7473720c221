import { useSyncExternalStore } from 'react';

import { createStore } from '../../../lib/store.js';

/**
 * @typedef {import('../../../types').TextField} TextField
 * @typedef {{ text: string, base: string }} TypedText what was typed, and over what
 */

/** Texts whose editor has gone before they were saved: they are in it when it opens again. */
const kept = createStore(/** @type {ReadonlyMap<string, TypedText>} */ (new Map()));

/** @param {number} id @param {TextField} field */
const keyOf = (id, field) => `${id} ${field}`;

/** @param {number} id @param {TextField} field @param {TypedText} text */
export function keepUnsavedText(id, field, text) {
  kept.set(new Map(kept.get()).set(keyOf(id, field), text));
}

/**
 * The text kept for an editor, which has it from now on.
 * @param {number} id
 * @param {TextField} field
 */
export function takeUnsavedText(id, field) {
  const key = keyOf(id, field);
  const others = new Map(kept.get());
  const text = others.get(key);
  if (others.delete(key)) kept.set(others);
  return text;
}

/**
 * The texts kept for a ticket, to be shown where there is no editor for them any more.
 * @param {number} id
 */
export function useUnsavedTexts(id) {
  const texts = useSyncExternalStore(kept.subscribe, kept.get);
  return /** @type {const} */ (['title', 'description']).flatMap((field) => {
    const found = texts.get(keyOf(id, field));
    return found ? [{ field, text: found.text }] : [];
  });
}

/** Forgets all of it, for a fresh start. */
export function clearUnsavedTexts() {
  kept.set(new Map());
}
