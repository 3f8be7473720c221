import { screen } from '@testing-library/react';
import { HttpResponse } from 'msw';

import { blockStorage } from '../../test/browser.js';
import { fillIn, submitButton, title } from '../../test/form.jsx';
import { makeTicket } from '../../test/makeTicket.js';
import { renderProduct } from '../../test/render.jsx';
import { LIST, TOKEN, answerOnce } from '../../test/server.js';
import { ToastHost } from '../../ui/toasts/ToastHost.jsx';
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

test('the private link is shown, and can be copied', async () => {
  const { user, client } = renderProduct(
    <>
      <SubmitPanel />
      <ToastHost />
    </>,
  );
  await submit(user);
  const address = `${window.location.origin}/?request=${TOKEN}`;
  expect(screen.getByRole('link', { name: address })).toHaveAttribute('href', address);
  const write = vi.spyOn(navigator.clipboard, 'writeText');
  await user.click(screen.getByRole('button', { name: 'Copy link' }));
  expect(write).toHaveBeenCalledWith(address);
  expect(await screen.findByText('Link copied.')).toBeInTheDocument();
  const known = client.getQueryCache().getAll();
  expect(JSON.stringify(known.map(({ state }) => state.data))).not.toContain(TOKEN);
});

test('a stranger hears the reference, which tells of no other ticket', async () => {
  const receipt = {
    ...makeTicket(),
    id: undefined,
    version: undefined,
    reference: 'K7QFM-2M9XT',
    request_token: TOKEN,
  };
  answerOnce('post', LIST, HttpResponse.json(receipt, { status: 201 }));
  const { user } = renderProduct(<SubmitPanel />);
  await fillIn(user);
  await user.click(submitButton());
  const heading = await screen.findByRole('heading', { name: 'We got it: ticket K7QFM-2M9XT' });
  expect(heading).toHaveFocus();
  expect(screen.getByText(/Note the reference/)).toBeInTheDocument();
  expect(screen.queryByText(/Note the number/)).not.toBeInTheDocument();
  expect(screen.queryByRole('link', { name: 'View ticket list' })).not.toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Submit another' })).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Copy link' })).toBeInTheDocument();
});

test('a link that agents have taken away is not promised', async () => {
  answerOnce(
    'post',
    LIST,
    HttpResponse.json({ ...makeTicket({ id: 1001 }), request_token: null }, { status: 201 }),
  );
  const { user } = renderProduct(<SubmitPanel />);
  await submit(user);
  expect(screen.queryByRole('button', { name: 'Copy link' })).not.toBeInTheDocument();
});
