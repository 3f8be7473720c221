/**
 * Every key the product knows, in one place: what listens to keys, the help and the palette read
 * it here, so that they cannot disagree.
 *
 * `keys` are for the listener (tinykeys' notation), `shown` for people. A `single` key does not
 * act while someone types, and can be switched off.
 * @typedef {object} Shortcut
 * @property {keyof typeof import('./copy.js').commandCopy} id
 * @property {'anywhere' | 'list' | 'ticket'} section
 * @property {string[]} keys
 * @property {string} shown
 * @property {boolean} [single]
 * @property {boolean} [repeats] whether it goes on while the key is held down
 */

/** @type {Shortcut[]} */
export const SHORTCUTS = [
  { id: 'palette', section: 'anywhere', keys: ['$mod+KeyK'], shown: 'Ctrl K' },
  { id: 'help', section: 'anywhere', keys: ['[Shift]+?'], shown: '?', single: true },
  { id: 'go_tickets', section: 'anywhere', keys: ['g t'], shown: 'G T', single: true },
  { id: 'go_dashboard', section: 'anywhere', keys: ['g d'], shown: 'G D', single: true },
  { id: 'go_submit', section: 'anywhere', keys: ['g s'], shown: 'G S', single: true },
  { id: 'new_ticket', section: 'anywhere', keys: ['n'], shown: 'N', single: true },
  { id: 'undo', section: 'anywhere', keys: ['z'], shown: 'Z', single: true },
  { id: 'go_mine', section: 'list', keys: ['g m'], shown: 'G M', single: true },
  { id: 'go_unassigned', section: 'list', keys: ['g u'], shown: 'G U', single: true },
  { id: 'go_waiting', section: 'list', keys: ['g w'], shown: 'G W', single: true },
  { id: 'go_open', section: 'list', keys: ['g o'], shown: 'G O', single: true },
  { id: 'search', section: 'list', keys: ['/'], shown: '/', single: true },
  { id: 'filter', section: 'list', keys: ['f'], shown: 'F', single: true },
  { id: 'next', section: 'list', keys: ['j'], shown: 'J', single: true, repeats: true },
  { id: 'previous', section: 'list', keys: ['k'], shown: 'K', single: true, repeats: true },
  { id: 'next_in_queue', section: 'list', keys: ['Shift+N'], shown: 'Shift N', single: true },
  { id: 'open', section: 'list', keys: ['o'], shown: 'O', single: true },
  { id: 'select', section: 'list', keys: ['x'], shown: 'X', single: true },
  {
    id: 'extend_down',
    section: 'list',
    keys: ['Shift+J'],
    shown: 'Shift J',
    single: true,
    repeats: true,
  },
  {
    id: 'extend_up',
    section: 'list',
    keys: ['Shift+K'],
    shown: 'Shift K',
    single: true,
    repeats: true,
  },
  { id: 'show_new', section: 'list', keys: ['.'], shown: '.', single: true },
  { id: 'set_status', section: 'ticket', keys: ['s'], shown: 'S', single: true },
  { id: 'set_priority', section: 'ticket', keys: ['p'], shown: 'P', single: true },
  { id: 'set_category', section: 'ticket', keys: ['c'], shown: 'C', single: true },
  { id: 'assign', section: 'ticket', keys: ['a'], shown: 'A', single: true },
  { id: 'take', section: 'ticket', keys: ['i'], shown: 'I', single: true },
  { id: 'snooze', section: 'ticket', keys: ['h'], shown: 'H', single: true },
  { id: 'wake', section: 'ticket', keys: ['Shift+H'], shown: 'Shift H', single: true },
  { id: 'follow', section: 'ticket', keys: ['Shift+F'], shown: 'Shift F', single: true },
  { id: 'resolve', section: 'ticket', keys: ['e'], shown: 'E', single: true },
  { id: 'reopen', section: 'ticket', keys: ['Shift+E'], shown: 'Shift E', single: true },
  { id: 'reply', section: 'ticket', keys: ['r'], shown: 'R', single: true },
  { id: 'note', section: 'ticket', keys: ['m'], shown: 'M', single: true },
  { id: 'saved_replies', section: 'ticket', keys: [';'], shown: ';', single: true },
  { id: 'copy_link', section: 'ticket', keys: ['l'], shown: 'L', single: true },
  { id: 'close', section: 'ticket', keys: ['Escape'], shown: 'Esc' },
];

/** @type {Record<string, string>} */
const SHOWN = Object.fromEntries(SHORTCUTS.map(({ id, shown }) => [id, shown]));

/**
 * Return the key of a command as people read it.
 * @param {Shortcut['id']} id
 */
export function keyOf(id) {
  return SHOWN[id];
}
