/**
 * Return a message: by default an agent's reply that has left.
 * @param {Partial<import('../types').Message>} [values]
 * @returns {import('../types').Message}
 */
export function makeMessage(values = {}) {
  const text = values.text ?? 'We look into it.';
  return {
    id: 1,
    kind: 'reply',
    author: { kind: 'agent', id: 7, name: 'Ada Lovelace' },
    text,
    html: `<p>${text}</p>`,
    channel: 'web',
    at: '2026-03-02T11:00:00Z',
    edited_at: null,
    version: 1,
    held_until: null,
    can_edit: false,
    moved_from: null,
    private_to: null,
    ...values,
  };
}

/**
 * Return a message of the requester, through the private link.
 * @param {Partial<import('../types').Message>} [values]
 */
export function makeAnswer(values = {}) {
  const author = /** @type {const} */ ({ kind: 'requester', id: null, name: 'Tomás Ferreira' });
  return makeMessage({ author, channel: 'link', text: 'It works again.', ...values });
}

/**
 * Return a note for the team, which may be changed.
 * @param {Partial<import('../types').Message>} [values]
 */
export function makeNote(values = {}) {
  return makeMessage({ kind: 'note', text: 'Same cause as #1037.', can_edit: true, ...values });
}

/**
 * Return a change of the ticket, as the timeline has it.
 * @param {Partial<import('../types').TimelineEvent>} [values]
 * @returns {import('../types').TimelineEvent}
 */
export function makeEvent(values = {}) {
  return {
    type: 'event',
    id: 1,
    action: 'changed',
    at: '2026-03-02T10:30:00Z',
    kind: 'agent',
    who: { name: 'Priya Raman' },
    changes: [{ field: 'priority', before: 'high', after: 'critical' }],
    ...values,
  };
}
