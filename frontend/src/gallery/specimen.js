/**
 * A component in one of its states.
 * @typedef {object} Specimen
 * @property {string} name component and state
 * @property {string} component
 * @property {string} state
 * @property {() => import('react').ReactNode} render
 * @property {import('./seeds.js').Seed[]} [seeds] what the server has said
 * @property {import('./seeds.js').PartOfView} [at] what the address says
 * @property {'page' | 'overlay' | 'shell'} [alone] why it needs a page of its own: it fills one, it
 *   lies over one, or it stands beside a page's main part
 * @property {number} [height] of the window that it is shown in, if it needs one
 * @property {Record<string, unknown>} [stored] what the device has kept
 * @property {() => void} [prepare] the rest that is to be so before it appears
 * @property {(root: ParentNode) => void | Promise<void>} [play] what a person does then
 */

/** @typedef {Omit<Specimen, 'name' | 'component' | 'state'>} State */

/**
 * A component in all its states.
 * @param {string} component
 * @param {Record<string, State | State['render']>} states
 * @param {Omit<State, 'render'>} [common]
 * @returns {Specimen[]}
 */
export function inStates(component, states, common = {}) {
  return Object.entries(states).map(([state, given]) => ({
    ...common,
    ...(typeof given === 'function' ? { render: given } : given),
    name: `${component}/${state}`,
    component,
    state,
  }));
}
