/**
 * A component in one of its states.
 * @typedef {object} Story
 * @property {string} id component and name
 * @property {string} component
 * @property {string} name
 * @property {() => import('react').ReactNode} render
 * @property {import('./queryFixtures.js').QueryFixture[]} [queries] the content of the query cache
 * @property {Partial<import('../domain/view/address.js').View>} [view] the view in the address
 * @property {Layout} [layout] shown on a page of its own, unless left out
 * @property {Record<string, unknown>} [storage] values stored on the device
 * @property {() => void} [beforeEach] further preparation before it is rendered
 * @property {(root: ParentNode) => void | Promise<void>} [play] interactions after it is rendered
 */

/**
 * `app` brings its own main part, `fullscreen` fills the main part, `overlay` opens something over
 * it, and `shell` stands beside it.
 * @typedef {'app' | 'fullscreen' | 'overlay' | 'shell'} Layout
 */

/** @typedef {Omit<Story, 'id' | 'component' | 'name'>} StoryConfig */

/**
 * Return the stories of a component.
 * @param {string} component
 * @param {Record<string, StoryConfig | StoryConfig['render']>} states by name
 * @param {Omit<StoryConfig, 'render'>} [defaults]
 * @returns {Story[]}
 */
export function storiesOf(component, states, defaults = {}) {
  return Object.entries(states).map(([name, config]) => ({
    ...defaults,
    ...(typeof config === 'function' ? { render: config } : config),
    id: `${component}/${name}`,
    component,
    name,
  }));
}
