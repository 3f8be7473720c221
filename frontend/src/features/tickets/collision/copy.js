/** Texts about others who work on the same ticket at the same moment. */
export const collisionCopy = {
  names: (/** @type {string[]} */ names) => new Intl.ListFormat('en').format(names),
  writing: (/** @type {number} */ count, /** @type {import('../../../types').Doing} */ doing) =>
    count > 1 ? 'are writing' : doing === 'noting' ? 'is writing a note' : 'is writing a reply',
  takeText: 'Take the ticket anyway? What they write stays theirs.',
  giveText: 'Give the ticket to',
  giveAnyway: 'anyway? What they write stays theirs.',
  take: 'Take it',
  give: 'Assign it',
  leave: 'Leave it',
  assigned: 'Assigned to',
  taken: 'has taken this ticket. Your text is still here.',
  takeBack: 'Take it',
  dismiss: 'Leave it to them',
};
