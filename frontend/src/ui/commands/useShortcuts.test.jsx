import { renderHook } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { useCommands } from './commandRegistry.js';
import { useShortcuts } from './useShortcuts.js';

/** @type {string[]} */
let ran = [];

beforeEach(() => {
  ran = [];
  renderHook(() => {
    useCommands({
      go_tickets: () => void ran.push('go_tickets'),
      set_tags: () => void ran.push('set_tags'),
      set_status: () => void ran.push('set_status'),
    });
    useShortcuts();
  });
});

test('a key that ends a sequence does not do what it means by itself', async () => {
  const user = userEvent.setup({ delay: null });
  await user.keyboard('gt');
  expect(ran).toEqual(['go_tickets']);
  await user.keyboard('t');
  expect(ran).toEqual(['go_tickets', 'set_tags']);
});

test('it does again after another key', async () => {
  const user = userEvent.setup({ delay: null });
  await user.keyboard('gxts');
  expect(ran).toEqual(['set_tags', 'set_status']);
});
