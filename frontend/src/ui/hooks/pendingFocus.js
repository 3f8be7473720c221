import { create } from 'zustand';

/** The element to focus as soon as it is on screen: it may not be there yet when it is asked for. */
export const usePendingFocus = create(() => /** @type {'title' | 'ticket' | null} */ (null));
