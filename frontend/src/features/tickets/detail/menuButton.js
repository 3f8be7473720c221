/** The id of the button whose menu opens the dialogs about a ticket, and has the focus after them. */
export const MENU_BUTTON = 'ticket-menu';
