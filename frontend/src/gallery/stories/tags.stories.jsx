import { menuName } from '../../domain/ticket/menuName.js';
import { TagChips } from '../../features/tickets/tags/TagChips.jsx';
import { TagMenu } from '../../features/tickets/tags/TagMenu.jsx';
import { TagFilterMenu } from '../../features/tickets/filters/TagFilterMenu.jsx';
import { openMenu } from '../../ui/hooks/menuState.js';
import { Cluster } from '../decorators.jsx';
import { TEXTS, ticket } from '../fixtures.js';
import { findElement } from '../interactions.js';
import { dataLoaded } from '../queryFixtures.js';
import { storiesOf } from '../story.js';

/** @type {import('../../types').TagColor[]} */
const COLORS = ['gray', 'red', 'orange', 'amber', 'green', 'teal', 'blue', 'violet', 'pink'];
const LONG = TEXTS.unbroken.slice(0, 50);
const ARABIC = TEXTS.arabic.slice(0, 20);

const ofEachColor = {
  tags: COLORS,
  tag_colors: Object.fromEntries(COLORS.map((color) => [color, color])),
};
const tags = COLORS.map((name, at) => ({ id: at + 1, name, color: name, version: 1 }));

/** @param {Partial<import('../../types').Ticket>} values */
const menu = (values) => () => <TagMenu ticket={ticket(values)} />;

/** @param {string} name @param {import('../../types').Tag[]} [found] */
const opened = (name, found = tags) => ({
  layout: /** @type {const} */ ('overlay'),
  queries: [dataLoaded(['tags', ''], found)],
  play: async (/** @type {ParentNode} */ root) => {
    openMenu(name);
    await findElement(root, '[role="dialog"]');
  },
});
const OPEN = menuName('detail', 'tags', 1043);
const noop = () => {};

/** @param {Partial<import('../../features/tickets/tags/TagFilterChoices.jsx').TagFilters>} chosen */
const filter = (chosen) => () => (
  <TagFilterMenu chosen={{ tag: [], tag_all: [], exclude_tag: [], ...chosen }} onChange={noop} />
);

export const tagStories = [
  ...storiesOf('TagChips', {
    'each colour': () => (
      <Cluster>
        <TagChips ticket={ticket(ofEachColor)} />
      </Cluster>
    ),
    'more than there is room for': () => (
      <Cluster>
        <TagChips ticket={ticket(ofEachColor)} most={2} />
      </Cluster>
    ),
    'long, and from right to left': () => (
      <Cluster>
        <TagChips ticket={ticket({ tags: [LONG, ARABIC], tag_colors: {} })} />
      </Cluster>
    ),
  }),
  ...storiesOf('TagMenu', {
    none: menu({ tags: [] }),
    many: menu(ofEachColor),
    long: menu({ tags: [LONG, ARABIC], tag_colors: {} }),
    open: { render: menu({ tags: ['red', 'blue'], tag_colors: {} }), ...opened(OPEN) },
    'open, without any': { render: menu({ tags: [] }), ...opened(OPEN, []) },
  }),
  ...storiesOf('TagFilterMenu', {
    default: filter({}),
    chosen: filter({ tag: ['vat'], exclude_tag: ['angry'] }),
    open: {
      render: filter({ tag_all: ['red', 'blue'] }),
      ...opened(menuName('filter', 'tags')),
    },
  }),
];
