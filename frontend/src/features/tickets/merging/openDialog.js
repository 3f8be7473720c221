import { create } from 'zustand';

/**
 * @typedef {{ kind: 'merge', tickets: number[] } | { kind: 'link', ticket: number }
 *   | { kind: 'move' | 'split', ticket: number, message: import('../../../types').Message }} Opened
 */

/** The dialog about merging, linking or moving that is open, wherever it was opened. */
export const useOpenedDialog = create(() => ({ opened: /** @type {Opened | null} */ (null) }));

/** @param {Opened | null} opened */
export const openDialog = (opened) => useOpenedDialog.setState({ opened });

export const closeDialog = () => openDialog(null);
