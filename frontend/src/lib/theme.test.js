import { useThemeChoice } from '../ui/hooks/preferences.js';
import { applyTheme, resolveTheme } from './theme.js';

const storeTheme = useThemeChoice.setState;

function storedTheme() {
  useThemeChoice.reload();
  return useThemeChoice.getState();
}

test('without a choice the system decides', () => {
  expect(storedTheme()).toBe('system');
  expect(resolveTheme('system', true)).toBe('light');
  expect(resolveTheme('system', false)).toBe('dark');
});

test.each(/** @type {const} */ (['light', 'dark']))(
  'the choice of %s is remembered and stands against the system',
  (choice) => {
    storeTheme(choice);
    expect(storedTheme()).toBe(choice);
    expect(resolveTheme(choice, true)).toBe(choice);
    expect(resolveTheme(choice, false)).toBe(choice);
  },
);

test('going back to the system forgets the choice', () => {
  storeTheme('light');
  storeTheme('system');
  expect(storedTheme()).toBe('system');
  expect(localStorage).toHaveLength(0);
});

test('a stored theme that does not exist counts as none', () => {
  localStorage.setItem('tf.theme', 'sepia');
  expect(storedTheme()).toBe('system');
});

test('a theme is put on the page and on the frame of the browser', () => {
  const meta = document.createElement('meta');
  meta.name = 'theme-color';
  document.head.append(meta);
  applyTheme('light');
  expect(document.documentElement.dataset.theme).toBe('light');
  const light = meta.content;
  applyTheme('dark');
  expect(document.documentElement.dataset.theme).toBe('dark');
  expect(meta.content).not.toBe(light);
  meta.remove();
});
