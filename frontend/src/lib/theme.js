/** @type {Record<'light' | 'dark', string>} */
const BROWSER_COLOURS = { light: '#f3f3f8', dark: '#0a0a10' };

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
