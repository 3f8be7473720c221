import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';

import { historyCopy } from '../history/copy.js';
import { makeTicket } from '../../../test/makeTicket.js';
import { findToastAction, toastTexts } from '../../../test/page.js';
import { renderTickets } from '../../../test/render.jsx';
import { answerOnce, backend, hold, ticketPath } from '../../../test/server.js';
import { runCommand } from '../../../ui/commands/commandRegistry.js';
import { snoozeCopy } from './copy.js';
import { toFieldValue } from './presets.js';

const HOUR = 3_600_000;
const later = (/** @type {number} */ hours) => new Date(Date.now() + hours * HOUR);

beforeEach(() => {
  backend.tickets = [makeTicket(), makeTicket({ id: 2, status: 'closed' }), makeTicket({ id: 3 })];
});

/** Return the changes requested of ticket 1, oldest first. */
const asked = () => backend.asked('PATCH', ticketPath(1)).map(({ body }) => body);
const openMenu = async () => screen.findByRole('menu');
const item = (/** @type {RegExp} */ name) => screen.findByRole('menuitem', { name });

test('the key opens the menu of the open ticket, and each choice says when it is', async () => {
  const { user } = await renderTickets('&ticket=1');
  await screen.findByRole('button', { name: 'Snooze #1' });
  act(() => void runCommand('snooze'));
  const menu = await openMenu();
  expect(menu).toHaveTextContent(/Tomorrow.*9:00/);
  await user.click(await item(/^Until they answer/));
  await waitFor(() => expect(toastTexts()).toEqual(['#1 is snoozed until they answer.']));
  expect(asked()).toEqual([{ snoozed_until: 'reply' }]);
  expect(
    screen.getByText('Snoozed until they answer', { selector: '.snooze-note *' }),
  ).toBeVisible();
});

test('it is undone, and woken from its line', async () => {
  const { user } = await renderTickets('&ticket=1');
  await user.click(await screen.findByRole('button', { name: 'Snooze #1' }));
  await user.click(await item(/^Tomorrow/));
  await user.click(await findToastAction('Undo'));
  await waitFor(() => expect(asked()).toHaveLength(2));
  expect(asked()[1]).toEqual({ snoozed_until: null });
  await user.click(await screen.findByRole('button', { name: 'Snooze #1' }));
  await user.click(await item(/^Tomorrow/));
  await user.click(await screen.findByRole('button', { name: snoozeCopy.wake }));
  await waitFor(() => expect(toastTexts()).toContain('#1 is not snoozed any more.'));
});

test('a time of one’s own is checked before it is sent', async () => {
  const { user } = await renderTickets('&ticket=1');
  await user.click(await screen.findByRole('button', { name: 'Snooze #1' }));
  await user.click(await item(/^Choose a time/));
  const field = await screen.findByLabelText(snoozeCopy.field);
  const send = () => user.click(screen.getByRole('button', { name: snoozeCopy.confirm }));
  for (const [value, problem] of /** @type {const} */ ([
    ['', 'missing'],
    [toFieldValue(later(-2)), 'over'],
    [toFieldValue(later(24 * 370)), 'too_far'],
  ])) {
    fireEvent.change(field, { target: { value } });
    await send();
    expect(screen.getByRole('alert', { name: '' })).toBeInTheDocument();
    expect(screen.getByText(snoozeCopy.problems[problem])).toBeVisible();
    expect(field).toHaveFocus();
    expect(field).toBeInvalid();
  }
  const time = later(30);
  time.setSeconds(0, 0);
  fireEvent.change(field, { target: { value: toFieldValue(time) } });
  await send();
  await waitFor(() => expect(asked()).toHaveLength(1));
  expect(asked()).toEqual([{ snoozed_until: time.toISOString().replace('.000Z', 'Z') }]);
});

test('from the list the key asks in a dialog', async () => {
  const { user } = await renderTickets();
  act(() => void runCommand('snooze'));
  await screen.findByRole('dialog', { name: 'Snooze #1' });
  await user.click(screen.getByRole('button', { name: 'Until they answer' }));
  await waitFor(() => expect(toastTexts()).toEqual(['#1 is snoozed until they answer.']));
  // The row stays in its place, with the mark.
  expect(document.querySelector('.row .snooze-mark')).toHaveTextContent(
    'Snoozed until they answer',
  );
  act(() => void runCommand('wake'));
  await waitFor(() => expect(asked().at(-1)).toEqual({ snoozed_until: null }));
});

test('what is done is not offered, and the key says why', async () => {
  await renderTickets('&ticket=2');
  await screen.findByRole('button', { name: 'Reopen' });
  expect(screen.queryByRole('button', { name: 'Snooze #2' })).not.toBeInTheDocument();
  act(() => void runCommand('snooze'));
  await waitFor(() => expect(toastTexts()).toEqual([snoozeCopy.closed]));
});

test('of several the done ones are left out', async () => {
  const { user } = await renderTickets();
  for (const box of screen.getAllByRole('checkbox')) await user.click(box);
  act(() => void runCommand('snooze'));
  await user.click(await item(/^Until they answer/));
  await waitFor(() => expect(backend.asked('POST', '/api/tickets/bulk/')).toHaveLength(1));
  expect(backend.asked('POST', '/api/tickets/bulk/')[0].body).toEqual({
    operations: [{ ids: [1, 3], set: { snoozed_until: 'reply' } }],
  });
});

test('a refusal says why, and the ticket is as it was', async () => {
  answerOnce(
    'patch',
    ticketPath(1),
    HttpResponse.json({ snoozed_until: ['This time is over.'] }, { status: 400 }),
  );
  const { user } = await renderTickets('&ticket=1');
  await user.click(await screen.findByRole('button', { name: 'Snooze #1' }));
  await user.click(await item(/^Tomorrow/));
  await waitFor(() =>
    expect(toastTexts()).toEqual(['The snooze was not changed. This time is over.']),
  );
  expect(screen.getByRole('button', { name: 'Snooze #1' })).toBeVisible();
});

test('resolving ends the snooze on screen at once', async () => {
  backend.tickets = [makeTicket({ snoozed_until: 'reply' })];
  const { user } = await renderTickets('&ticket=1');
  expect(await screen.findAllByText('Snoozed until they answer')).not.toHaveLength(0);
  const answer = hold('patch', ticketPath(1));
  await user.click(screen.getByRole('button', { name: 'Resolve' }));
  expect(screen.queryByText('Snoozed until they answer')).not.toBeInTheDocument();
  await answer();
});

test('one that is back is marked in its row and in its head', async () => {
  backend.tickets = [
    makeTicket({ woken_from: 'reply', woken_at: '2026-03-02T10:00:00Z', awaiting: 'agent' }),
  ];
  await renderTickets('&ticket=1');
  expect(await screen.findByText(snoozeCopy.back, { selector: 'strong' })).toBeVisible();
  expect(document.querySelector('.row .snooze-mark')).toHaveTextContent(snoozeCopy.back);
  expect(screen.getByText('The requester wrote.')).toBeVisible();
});

test('the history has words for it', async () => {
  const woken = /** @type {const} */ ({ action: 'woken', at: '2026-03-02T10:00:00Z', who: null });
  const changes = [{ field: 'snoozed_until', before: 'reply', after: null }];
  backend.histories[1] = [
    { ...woken, kind: 'anonymous', changes },
    { ...woken, at: '2026-03-02T09:00:00Z', kind: 'system', changes },
  ];
  const { user } = await renderTickets('&ticket=1');
  await user.click(await screen.findByRole('tab', { name: 'Activity' }));
  expect(await screen.findAllByText(historyCopy.woken)).toHaveLength(2);
  expect(screen.getByText(historyCopy.answer)).toBeVisible();
  expect(screen.getByText(historyCopy.who.system)).toBeVisible();
  expect(screen.getAllByText('until they answer → not snoozed')).toHaveLength(2);
});
