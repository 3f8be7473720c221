/** @type {Record<'replying' | 'noting', string>} */
const WRITING = { replying: 'writing a reply', noting: 'writing a note' };

/** Texts about others who work on the same ticket at the same moment. */
export const collisionCopy = {
  title: (/** @type {string[]} */ names, /** @type {'replying' | 'noting'} */ doing) =>
    names.length === 1
      ? `${names[0]} is ${WRITING[doing]}`
      : `${new Intl.ListFormat('en').format(names)} are writing`,
  takeText: 'Take the ticket anyway? What they write stays theirs.',
  giveText: (/** @type {string} */ name) =>
    `Give the ticket to ${name} anyway? What they write stays theirs.`,
  take: 'Take it',
  give: 'Assign it',
  leave: 'Leave it',
  assigned: 'Assigned to',
  taken: 'has taken this ticket. Your text is still here.',
  takeBack: 'Take it',
  dismiss: 'Leave it to them',
};
