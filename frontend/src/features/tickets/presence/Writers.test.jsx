import { act, render, screen } from '@testing-library/react';

import { showPresence } from '../../../domain/pulse/presence.js';
import { Presence } from './Presence.jsx';
import { Writers } from './Writers.jsx';

/** @param {[string, import('../../../types').Doing][]} others */
const there = (others) =>
  act(() =>
    showPresence(
      1,
      others.map(([name, doing], index) => ({
        id: name ? index + 1 : null,
        name: name || 'Someone',
        doing,
        since: '2026-03-02T10:00:00Z',
      })),
    ),
  );

const shown = () => document.querySelector('.writers')?.textContent ?? '';

test('who writes is named, in whatever number', () => {
  render(<Writers ticket={1} />);
  expect(shown()).toBe('');
  there([['Mateo', 'viewing']]);
  expect(shown()).toBe('');
  there([['Mateo', 'noting']]);
  expect(shown()).toBe('Mateo is writing a note');
  there([
    ['Mateo', 'replying'],
    ['Priya', 'noting'],
    ['', 'replying'],
  ]);
  expect(shown()).toBe('Mateo and Someone are replying · Priya is writing a note');
});

test('a screen reader is told, but not again each time somebody goes on', () => {
  vi.useFakeTimers();
  render(<Writers ticket={1} />);
  const status = screen.getByRole('status');
  there([['Mateo', 'replying']]);
  expect(status).toHaveTextContent('Mateo is replying');
  there([['Mateo', 'viewing']]);
  expect(status).toBeEmptyDOMElement();
  vi.advanceTimersByTime(20_000);
  there([['Mateo', 'replying']]);
  expect(status).toBeEmptyDOMElement();
  there([]);
  vi.advanceTimersByTime(120_000);
  there([['Mateo', 'replying']]);
  expect(status).toHaveTextContent('Mateo is replying');
});

test('of many others some are shown, and all named', () => {
  render(<Presence ticket={1} />);
  there([
    ['Mateo Silva', 'viewing'],
    ['Priya Raman', 'viewing'],
    ['', 'viewing'],
    ['Ada Lovelace', 'noting'],
  ]);
  const others = screen.getByRole('button', {
    name: 'Also here: Mateo Silva, Priya Raman, Someone, and Ada Lovelace (writing a note)',
  });
  expect(others).toHaveTextContent('MSPR+2');
});

test('those in another ticket are not shown', () => {
  render(<Presence ticket={2} />);
  there([['Mateo Silva', 'viewing']]);
  expect(screen.queryByRole('button')).toBeNull();
});
