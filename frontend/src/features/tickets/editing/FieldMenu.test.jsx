import { act, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';

import { makeTicket } from '../../../test/makeTicket.js';
import {
  change,
  fieldButton,
  findToastAction,
  shownValue,
  shownValues,
  toastTexts,
} from '../../../test/page.js';
import { renderTickets } from '../../../test/render.jsx';
import { answerOnce, backend, hold, refusal, ticketPath } from '../../../test/server.js';

beforeEach(() => {
  backend.tickets = [makeTicket(), makeTicket({ id: 2 })];
});

/** Return the changes requested of ticket 1, oldest first. */
const asked = () => backend.asked('PATCH', ticketPath(1)).map(({ body }) => body);

describe('a change', () => {
  test('is on screen before the server has answered', async () => {
    const answer = hold('patch', ticketPath(1));
    const { user } = await renderTickets();
    await change(user, 'status', 'Closed');
    expect(shownValue('status')).toBe('Closed');
    expect(backend.ticket(1)?.status).toBe('open');
    expect(toastTexts()).toEqual([]);

    await answer();
    await waitFor(() => expect(toastTexts()).toEqual(['#1 is Closed now.']));
    expect(shownValue('status')).toBe('Closed');
    expect(backend.ticket(1)?.status).toBe('closed');
  });

  test('sends the one field and leaves other tickets alone', async () => {
    const { user } = await renderTickets();
    await change(user, 'category', 'Billing');
    await waitFor(() => expect(toastTexts()).toEqual(['#1: category is Billing now.']));
    expect(asked()).toEqual([{ category: 'billing' }]);
    expect(shownValue('category', 2)).toBe('General');
  });

  test('to the value that is there asks the server for nothing', async () => {
    const { user } = await renderTickets();
    await change(user, 'priority', 'Low');
    await change(user, 'priority', 'High');
    await waitFor(() => expect(toastTexts()).toHaveLength(1));
    expect(asked()).toEqual([{ priority: 'high' }]);
  });

  test('shows in the list and in the open ticket at once', async () => {
    const answer = hold('patch', ticketPath(1));
    const { user } = await renderTickets('&ticket=1');
    const detail = await screen.findByRole('article', { name: 'Ticket #1' });
    expect(shownValues('status')).toEqual(['Open', 'Open']);
    await user.click(within(detail).getByRole('button', { name: /^Status of #1/ }));
    await user.click(await screen.findByRole('menuitemradio', { name: 'Resolved' }));
    expect(shownValues('status')).toEqual(['Resolved', 'Resolved']);
    await answer();
    await waitFor(() => expect(toastTexts()).toHaveLength(1));
    expect(shownValues('status')).toEqual(['Resolved', 'Resolved']);
  });

  test('can be made with the keyboard alone', async () => {
    const { user } = await renderTickets();
    act(() => fieldButton('status').focus());
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.getByRole('menuitemradio', { name: 'Open' })).toHaveFocus());
    await user.keyboard('{ArrowDown}');
    await waitFor(() =>
      expect(screen.getByRole('menuitemradio', { name: 'In progress' })).toHaveFocus(),
    );
    await user.keyboard('{Enter}');
    expect(shownValue('status')).toBe('In progress');
    await waitFor(() => expect(toastTexts()).toHaveLength(1));
    await waitFor(() => expect(fieldButton('status')).toHaveFocus());
  });
});

describe('a change that takes a ticket out of sight', () => {
  test('takes it out of the list, closes it and says so', async () => {
    const answer = hold('patch', ticketPath(1));
    const { user, address } = await renderTickets('&ticket=1');
    await screen.findByRole('article', { name: 'Ticket #1' });
    // Its new category has a team that is closed.
    await change(user, 'category', 'Billing');
    await answer(new HttpResponse(null, { status: 204 }));
    await waitFor(() =>
      expect(toastTexts()).toEqual(['#1 is now with a team that is closed to others.']),
    );
    expect(screen.queryByRole('article', { name: 'Ticket #1' })).toBeNull();
    expect(address.current.get('ticket')).toBeNull();
    expect(screen.queryByRole('button', { name: /^Category of #1/ })).toBeNull();
    expect(fieldButton('category', 2)).toBeVisible();
  });
});

describe('a refused change', () => {
  const back = 'We couldn’t save the status. It is Open again.';
  /** @type {[string, () => Response, string][]} */
  const refusals = [
    ['an error of the server', () => refusal(500), back],
    [
      'a ticket that is gone',
      () => refusal(404),
      '#1 is no longer there. Someone has deleted it, or handed it to a closed team.',
    ],
    ['a lack of rights', () => refusal(403), back],
    ['a lost connection', () => HttpResponse.error(), back],
  ];

  test.each(refusals)('is taken back and told: %s', async (_reason, answerWith, told) => {
    const answer = hold('patch', ticketPath(1));
    const { user } = await renderTickets();
    await change(user, 'status', 'Closed');
    expect(shownValue('status')).toBe('Closed');

    await answer(answerWith());
    await waitFor(() => expect(toastTexts()).toEqual([told]));
    expect(shownValue('status')).toBe('Open');
    expect(backend.ticket(1)?.status).toBe('open');
  });
});

describe('Undo', () => {
  test('shows the old value at once and sends it', async () => {
    const { user } = await renderTickets();
    await change(user, 'priority', 'Critical');
    const undo = await findToastAction('Undo');
    const answer = hold('patch', ticketPath(1));
    await user.click(undo);
    expect(shownValue('priority')).toBe('Low');
    expect(backend.ticket(1)?.priority).toBe('critical');

    await answer();
    await waitFor(() => expect(backend.ticket(1)?.priority).toBe('low'));
    expect(asked()).toEqual([{ priority: 'critical' }, { priority: 'low' }]);
    expect(toastTexts()).toEqual([]);
  });

  test('takes back its own field and no change made since to another', async () => {
    const { user } = await renderTickets();
    await change(user, 'status', 'Closed');
    const undo = await findToastAction('Undo');
    await change(user, 'priority', 'High');
    await user.click(undo);
    await waitFor(() =>
      expect(backend.ticket(1)).toMatchObject({ status: 'open', priority: 'high' }),
    );
    expect(shownValue('status')).toBe('Open');
    expect(shownValue('priority')).toBe('High');
  });

  test('that the server refuses leaves the change as it was, and says so', async () => {
    const { user } = await renderTickets();
    await change(user, 'status', 'Closed');
    const undo = await findToastAction('Undo');
    answerOnce('patch', ticketPath(1), refusal(500));
    await user.click(undo);
    await waitFor(() =>
      expect(toastTexts()).toEqual(['We couldn’t save the status. It is Closed again.']),
    );
    expect(shownValue('status')).toBe('Closed');
  });
});
