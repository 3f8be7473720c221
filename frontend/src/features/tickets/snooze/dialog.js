import { create } from 'zustand';

/**
 * What the dialog is about: `what` names it, `onChoose` is called with the time as the API has it.
 * @typedef {{ what: string, onChoose: (until: string) => void }} SnoozeRequest
 */

/** The open dialog for a time, or null. */
export const useSnoozeDialog = create(
  () => /** @type {{ open: SnoozeRequest | null }} */ ({ open: null }),
);

/** @param {SnoozeRequest} request */
export const openSnoozeDialog = (request) => useSnoozeDialog.setState({ open: request });

export const closeSnoozeDialog = () => useSnoozeDialog.setState({ open: null });
