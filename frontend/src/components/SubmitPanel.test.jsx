import { screen } from '@testing-library/react';

import { blockStorage } from '../test/browser.js';
import { fillIn, submitButton, title } from '../test/form.jsx';
import { renderProduct } from '../test/render.jsx';
import { SubmitPanel } from './SubmitPanel.jsx';

const welcome = () => screen.queryByRole('heading', { name: /Support tickets/ });

/** @param {import('@testing-library/user-event').UserEvent} user */
async function submit(user) {
  await fillIn(user);
  await user.click(submitButton());
  return screen.findByRole('heading', { name: 'We got it: ticket #1001' });
}

test('the welcome can be hidden for good', async () => {
  const { user, unmount } = renderProduct(<SubmitPanel />);
  expect(welcome()).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Hide welcome' }));
  expect(welcome()).not.toBeInTheDocument();
  expect(screen.getByRole('heading', { level: 1, name: 'New ticket' })).toBeInTheDocument();
  unmount();
  renderProduct(<SubmitPanel />);
  expect(welcome()).not.toBeInTheDocument();
});

test('the welcome can be hidden where nothing can be stored', async () => {
  blockStorage();
  const { user } = renderProduct(<SubmitPanel />);
  await user.click(screen.getByRole('button', { name: 'Hide welcome' }));
  expect(welcome()).not.toBeInTheDocument();
});

test('a ticket that arrived is confirmed with its number, and leads to the list', async () => {
  const { user, address } = renderProduct(<SubmitPanel />);
  expect(await submit(user)).toHaveFocus();
  expect(screen.getByText('Printer on fire')).toBeInTheDocument();
  expect(screen.queryByRole('form')).not.toBeInTheDocument();
  await user.click(screen.getByRole('link', { name: 'View ticket list' }));
  expect(address.current.toString()).toBe('tab=tickets');
});

test('another ticket starts with an empty form, its title in focus, without the welcome', async () => {
  const { user } = renderProduct(<SubmitPanel />);
  await submit(user);
  await user.click(screen.getByRole('button', { name: 'Submit another' }));
  expect(title()).toHaveFocus();
  expect(title()).toHaveValue('');
  expect(title()).not.toHaveAttribute('aria-invalid');
  expect(welcome()).not.toBeInTheDocument();
});
