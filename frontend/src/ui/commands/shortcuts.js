/**
 * Every key the product knows, in one place: what listens to keys, the help and the palette read
 * it here, so that they cannot disagree.
 *
 * `keys` are for the listener (tinykeys' notation), `shown` for people. A `single` key does not
 * act while someone types, and can be switched off.
 * @typedef {keyof typeof import('./copy.js').commandCopy} CommandId
 * @typedef {'anywhere' | 'list' | 'ticket'} Section
 *
 * @typedef {object} Shortcut
 * @property {CommandId} id
 * @property {Section} section
 * @property {string[]} keys
 * @property {string} shown
 * @property {boolean} single
 * @property {boolean} repeats whether it goes on while the key is held down
 */

/** @type {Record<Section, Partial<Record<CommandId, string>>>} */
const KEYS = {
  anywhere: {
    palette: '$mod+KeyK',
    help: '[Shift]+?',
    go_tickets: 'g t',
    go_dashboard: 'g d',
    go_submit: 'g s',
    settings: 'g ,',
    new_ticket: 'n',
    undo: 'z',
  },
  list: {
    go_mine: 'g m',
    go_unassigned: 'g u',
    go_waiting: 'g w',
    go_open: 'g o',
    search: '/',
    filter: 'f',
    next: 'j',
    previous: 'k',
    next_in_queue: 'Shift+N',
    open: 'o',
    select: 'x',
    extend_down: 'Shift+J',
    extend_up: 'Shift+K',
    show_new: '.',
  },
  ticket: {
    set_status: 's',
    set_priority: 'p',
    set_category: 'c',
    set_tags: 't',
    assign: 'a',
    take: 'i',
    snooze: 'h',
    wake: 'Shift+H',
    follow: 'Shift+F',
    resolve: 'e',
    reopen: 'Shift+E',
    reply: 'r',
    note: 'm',
    saved_replies: ';',
    merge: 'Shift+M',
    spam: '[Shift]+!',
    delete: '[Shift]+#',
    restore: 'u',
    copy_link: 'l',
    close: 'Escape',
  },
};
/** @type {Partial<Record<CommandId, string>>} */
const SHOWN = { palette: 'Ctrl K', help: '?', spam: '!', delete: '#', close: 'Esc' };
const ALSO_WHILE_TYPING = ['palette', 'close'];
const REPEATING = ['next', 'previous', 'extend_down', 'extend_up'];

/** @param {string} key */
const shownAs = (key) =>
  key.replace('+', ' ').replaceAll(/\b[a-z]\b/g, (letter) => letter.toUpperCase());

export const SHORTCUTS = /** @type {[Section, typeof KEYS.list][]} */ (
  Object.entries(KEYS)
).flatMap(([section, keys]) =>
  /** @type {[CommandId, string][]} */ (Object.entries(keys)).map(([id, key]) => ({
    id,
    section,
    keys: [key],
    shown: keyOf(id),
    single: !ALSO_WHILE_TYPING.includes(id),
    repeats: REPEATING.includes(id),
  })),
);

/**
 * Return the key of a command as people read it.
 * @param {CommandId} id
 */
export function keyOf(id) {
  const { anywhere, list, ticket } = KEYS;
  return SHOWN[id] ?? shownAs({ ...anywhere, ...list, ...ticket }[id] ?? '');
}
