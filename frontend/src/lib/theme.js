import { storage } from './storage.js';

/** The same key is read by the script in index.html, before the first paint. */
const KEY = 'tf.theme';

/** @type {Record<'light' | 'dark', string>} */
const BROWSER_COLOURS = { light: '#f3f3f8', dark: '#0a0a10' };

/** @returns {import('../types').ThemeChoice} */
export function storedTheme() {
  const choice = storage.read(KEY);
  return choice === 'light' || choice === 'dark' ? choice : 'system';
}

/** @param {import('../types').ThemeChoice} choice */
export function storeTheme(choice) {
  if (choice === 'system') storage.remove(KEY);
  else storage.write(KEY, choice);
}

/**
 * @param {import('../types').ThemeChoice} choice
 * @param {boolean} systemIsLight
 * @returns {'light' | 'dark'}
 */
export function resolveTheme(choice, systemIsLight) {
  if (choice !== 'system') return choice;
  return systemIsLight ? 'light' : 'dark';
}

/** @param {'light' | 'dark'} theme */
export function applyTheme(theme) {
  document.documentElement.dataset.theme = theme;
  document
    .querySelector('meta[name="theme-color"]')
    ?.setAttribute('content', BROWSER_COLOURS[theme]);
}
