/** Texts about what has not been read yet. */
export const unreadCopy = {
  unread: 'Unread:',
  newSince: 'New since you looked',
};
