import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { blockStorage, setMedia } from '../test/browser.js';
import { ThemeSwitch } from './ThemeSwitch.jsx';

const LIGHT = '(prefers-color-scheme: light)';

const theme = () => document.documentElement.dataset.theme;
const choice = (/** @type {string} */ name) => screen.getByRole('radio', { name });

/** @param {boolean} isLight */
const systemTurns = (isLight) => act(() => setMedia(LIGHT, isLight));

test.each([
  [true, 'light'],
  [false, 'dark'],
])('without a choice the page is as the system has it (light: %s)', (isLight, expected) => {
  setMedia(LIGHT, isLight);
  render(<ThemeSwitch />);
  expect(theme()).toBe(expected);
  expect(choice('Same as system')).toBeChecked();
});

test('without a choice the page follows the system', () => {
  render(<ThemeSwitch />);
  expect(theme()).toBe('dark');
  systemTurns(true);
  expect(theme()).toBe('light');
  systemTurns(false);
  expect(theme()).toBe('dark');
});

test('a choice holds against the system', async () => {
  render(<ThemeSwitch />);
  await userEvent.click(choice('Light'));
  expect(theme()).toBe('light');
  systemTurns(true);
  systemTurns(false);
  expect(theme()).toBe('light');
});

test('a choice is remembered', async () => {
  const { unmount } = render(<ThemeSwitch />);
  await userEvent.click(choice('Light'));
  unmount();
  document.documentElement.removeAttribute('data-theme');
  render(<ThemeSwitch />);
  expect(choice('Light')).toBeChecked();
  expect(theme()).toBe('light');
});

test('the system can be followed again', async () => {
  render(<ThemeSwitch />);
  await userEvent.click(choice('Light'));
  await userEvent.click(choice('Same as system'));
  expect(theme()).toBe('dark');
  systemTurns(true);
  expect(theme()).toBe('light');
  expect(localStorage).toHaveLength(0);
});

test('a choice works where nothing can be stored', async () => {
  blockStorage();
  render(<ThemeSwitch />);
  await userEvent.click(choice('Light'));
  expect(theme()).toBe('light');
  expect(choice('Light')).toBeChecked();
});
