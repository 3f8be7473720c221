import { screen, waitFor, within } from '@testing-library/react';

import { makeTicket } from '../../../test/makeTicket.js';
import { toastTexts } from '../../../test/page.js';
import { renderProduct } from '../../../test/render.jsx';
import { NEW_TOKEN, TOKEN, answerOnce, backend, linkPath, refusal } from '../../../test/server.js';
import { ToastHost } from '../../../ui/toasts/ToastHost.jsx';
import { TicketsPanel } from '../TicketsPanel.jsx';

const WHEN = '2026-03-02T10:00:00Z';

beforeEach(() => {
  backend.tickets = [
    makeTicket({ requester_name: 'Maëlle', requester_email: 'maelle@example.org' }),
  ];
  backend.link = { reference: 'K-1', created_at: WHEN, last_used_at: null, revoked_at: null };
  backend.token = TOKEN;
});

async function openDialog() {
  const view = renderProduct(
    <>
      <TicketsPanel />
      <ToastHost />
    </>,
    { at: '?tab=tickets&ticket=1' },
  );
  await view.user.click(await screen.findByRole('button', { name: 'More' }));
  await view.user.click(await screen.findByRole('menuitem', { name: 'Private link…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Private link to #1' });
  return { ...view, dialog: within(dialog) };
}

test('the open ticket tells who has the problem, and how to write to them', async () => {
  renderProduct(<TicketsPanel />, { at: '?tab=tickets&ticket=1' });
  expect((await screen.findAllByText('Maëlle'))[0]).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'maelle@example.org' })).toHaveAttribute(
    'href',
    'mailto:maelle@example.org',
  );
});

test('what is stored as an address but is none is text', async () => {
  backend.tickets = [makeTicket({ requester_email: 'javascript:alert(1)' })];
  renderProduct(<TicketsPanel />, { at: '?tab=tickets&ticket=1' });
  expect(await screen.findByText('javascript:alert(1)')).toBeInTheDocument();
  expect(screen.queryByRole('link', { name: /javascript/ })).not.toBeInTheDocument();
});

test('agents see whether the link is used, and never its address', async () => {
  const { dialog, user } = await openDialog();
  expect(await dialog.findByText('K-1')).toBeInTheDocument();
  expect(dialog.getByText('Never')).toBeInTheDocument();
  expect(dialog.queryByRole('link')).not.toBeInTheDocument();
  await user.click(dialog.getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(screen.getByRole('button', { name: 'More' })).toHaveFocus();
});

test('a new link is shown once', async () => {
  const { dialog, user } = await openDialog();
  await dialog.findByText('K-1');
  await user.click(dialog.getByRole('button', { name: 'Make new link' }));
  const address = `${window.location.origin}/?request=${NEW_TOKEN}`;
  expect(await dialog.findByRole('link', { name: address })).toBeInTheDocument();
  expect(backend.token).toBe(NEW_TOKEN);
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('button', { name: 'More' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Private link…' }));
  expect(await screen.findByText('K-1')).toBeInTheDocument();
  expect(screen.queryByRole('link', { name: address })).not.toBeInTheDocument();
});

test('a link can be revoked, and then there is nothing to revoke', async () => {
  const { dialog, user } = await openDialog();
  await user.click(await dialog.findByRole('button', { name: 'Revoke link' }));
  expect(await dialog.findByText('Revoked')).toBeInTheDocument();
  expect(dialog.queryByRole('button', { name: 'Revoke link' })).not.toBeInTheDocument();
  expect(backend.token).toBeNull();
  await waitFor(() => expect(toastTexts()).toContain('The link is revoked.'));
});

test('a ticket without a link can be given one', async () => {
  backend.link = { reference: null, created_at: null, last_used_at: null, revoked_at: null };
  const { dialog, user } = await openDialog();
  expect(await dialog.findByText('There is no link yet.')).toBeInTheDocument();
  expect(dialog.queryByRole('button', { name: 'Revoke link' })).not.toBeInTheDocument();
  await user.click(dialog.getByRole('button', { name: 'Make new link' }));
  expect(await dialog.findByText('K-1')).toBeInTheDocument();
});

test('what fails is said, and can be tried again', async () => {
  answerOnce('get', linkPath(1), refusal(500));
  answerOnce('get', linkPath(1), refusal(500));
  const { dialog, user } = await openDialog();
  expect(await dialog.findByText('We couldn’t load this.')).toBeInTheDocument();
  await user.click(dialog.getByRole('button', { name: 'Try again' }));
  await dialog.findByText('K-1');
  answerOnce('post', linkPath(1), refusal(500));
  await user.click(dialog.getByRole('button', { name: 'Make new link' }));
  await waitFor(() =>
    expect(toastTexts()).toContain('That didn’t work. The server had a problem.'),
  );
});
