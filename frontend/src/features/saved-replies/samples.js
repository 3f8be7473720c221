/**
 * @typedef {keyof typeof import('./copy.js').savedReplyCopy.editor.variables} Variable
 */

/**
 * The variables, each with what is inserted and with a made-up value for the preview.
 * @type {Record<Variable, { inserted: string, sample: string }>}
 */
export const VARIABLES = {
  'requester.first_name': { inserted: '{{requester.first_name | there}}', sample: 'Ada' },
  'requester.name': { inserted: '{{requester.name | there}}', sample: 'Ada Lovelace' },
  'ticket.number': { inserted: '{{ticket.number}}', sample: '1042' },
  'ticket.title': { inserted: '{{ticket.title}}', sample: 'Charged twice' },
  'agent.name': { inserted: '{{agent.name | Your support team}}', sample: 'Grace Hopper' },
};

const VARIABLE = /\\?\{\{([^{}\n]*)\}\}/g;

/**
 * Return a text with made-up values in place of its variables; unknown ones stay.
 * @param {string} text
 */
export function withSamples(text) {
  return text.replace(VARIABLE, (written, body) => {
    const name = /** @type {Variable} */ (body.split('|')[0].trim());
    const isKnown = !written.startsWith('\\') && Object.hasOwn(VARIABLES, name);
    return isKnown ? VARIABLES[name].sample : written;
  });
}
