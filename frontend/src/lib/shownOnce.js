import { create } from 'zustand';

import { tabStorage } from './storage.js';

/**
 * What the server tells only once, kept until the person has it: a reload, a way back or an error of
 * the page would lose it for good. In this tab alone, for a short time, for the account it was told to;
 * never on the device, in an address or in a log.
 *
 * @typedef {'private_link' | 'new_link' | 'api_token' | 'recovery_codes'} Kind
 *
 * @typedef {object} ShownOnce
 * @property {string} value
 * @property {string} about which ticket or token
 * @property {string} [from] which ticket's page told it
 * @property {number | string | null} owner the account; null for nobody signed in
 * @property {number} at
 * @property {boolean} isCopied
 */

/** @typedef {Partial<Record<Kind, ShownOnce>>} Items */

const KEY = 'tf.once';
const KEPT_FOR = 30 * 60_000;

/** @param {any} item */
const isValid = (item) =>
  typeof item?.value === 'string' &&
  typeof item.about === 'string' &&
  // A clock that was put back does not keep it for longer.
  Math.abs(Date.now() - item.at) < KEPT_FOR;

/** @returns {Items} */
function load() {
  try {
    const items = Object.entries(JSON.parse(tabStorage.read(KEY) ?? '{}'));
    return Object.fromEntries(items.filter(([, item]) => isValid(item)));
  } catch {
    return {};
  }
}

export const useShownOnceItems = create(load);

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {(item: ShownOnce, kind: string) => boolean} isKept */
function filter(isKept) {
  const items = Object.entries(useShownOnceItems.getState());
  store(Object.fromEntries(items.filter(([kind, item]) => isKept(item, kind))));
}

const forgetOld = () => filter(isValid);

/** @param {Items} items */
function store(items) {
  useShownOnceItems.setState(items, true);
  clearTimeout(timer);
  const times = Object.values(items).map(({ at }) => at);
  if (!times.length) {
    tabStorage.remove(KEY);
    return;
  }
  tabStorage.write(KEY, JSON.stringify(items));
  timer = setTimeout(forgetOld, Math.min(...times) + KEPT_FOR - Date.now());
}

/**
 * Keep what was told until it is forgotten; of each kind the last one.
 * @param {Kind} kind
 * @param {Pick<ShownOnce, 'value' | 'about' | 'from' | 'owner'>} told
 */
export function keepShownOnce(kind, told) {
  store({ ...useShownOnceItems.getState(), [kind]: { ...told, at: Date.now(), isCopied: false } });
}

/** @param {Kind} kind */
export function markCopied(kind) {
  const { [kind]: item, ...others } = useShownOnceItems.getState();
  if (item) store({ ...others, [kind]: { ...item, isCopied: true } });
}

/** @param {Kind} kind */
export const forgetShownOnce = (kind) => filter((_item, one) => one !== kind);

/** Forget what was told to anybody else. @param {ShownOnce['owner']} owner */
export const forgetOfOthers = (owner) => filter((item) => item.owner === owner);

/** Forget everything, as when somebody signs out. */
export const forgetAllShownOnce = () => store({});

/** Read what is kept again, as a reload does. */
export function reloadShownOnce() {
  store(load());
}

if (typeof window !== 'undefined') {
  // A page that is loaded again forgets in time too.
  reloadShownOnce();
  // A page that comes back as it was left may hold what has been forgotten since.
  window.addEventListener('pageshow', ({ persisted }) => persisted && reloadShownOnce());
}
