import { create } from 'zustand';

/**
 * @typedef {import('../../../types').TextField} TextField
 * @typedef {{ text: string, base: string }} TypedText the typed text, and the saved one it replaces
 */

/** Texts whose editor closed before they were saved, for when it opens again. */
export const useAllUnsavedTexts = create(
  () => /** @type {ReadonlyMap<string, TypedText>} */ (new Map()),
);

/** @param {number} id @param {TextField} field */
const keyOf = (id, field) => `${id} ${field}`;

/** @param {number} id @param {TextField} field @param {TypedText} text */
export function keepUnsavedText(id, field, text) {
  useAllUnsavedTexts.setState((texts) => new Map(texts).set(keyOf(id, field), text), true);
}

/**
 * Remove and return the text kept for an editor.
 * @param {number} id
 * @param {TextField} field
 */
export function takeUnsavedText(id, field) {
  const key = keyOf(id, field);
  const others = new Map(useAllUnsavedTexts.getState());
  const text = others.get(key);
  if (others.delete(key)) useAllUnsavedTexts.setState(others, true);
  return text;
}

/**
 * Return the texts kept for a ticket, for where their editors are gone.
 * @param {number} id
 */
export function useUnsavedTexts(id) {
  const texts = useAllUnsavedTexts();
  return /** @type {const} */ (['title', 'description']).flatMap((field) => {
    const found = texts.get(keyOf(id, field));
    return found ? [{ field, text: found.text }] : [];
  });
}
