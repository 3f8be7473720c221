import { waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';

import { makeTicket } from '../../test/makeTicket.js';
import { change, recordValues, shownValue, shownValues, toastTexts } from '../../test/page.js';
import { renderTickets } from '../../test/render.jsx';
import { LIST, backend, hold, refusal, ticketPath } from '../../test/server.js';

beforeEach(() => {
  backend.tickets = [makeTicket(), makeTicket({ id: 2 })];
});

const patches = () => backend.asked('PATCH', ticketPath(1));

describe('two fields changed at the same time', () => {
  async function changeTwo() {
    const answer = hold('patch', ticketPath(1));
    const { user } = await renderTickets();
    await change(user, 'status', 'Closed');
    await change(user, 'priority', 'Critical');
    return answer;
  }

  test('are both on screen at once', async () => {
    const answer = await changeTwo();
    expect([shownValue('status'), shownValue('priority')]).toEqual(['Closed', 'Critical']);
    await answer();
    await answer();
    await waitFor(() =>
      expect(backend.ticket(1)).toMatchObject({ status: 'closed', priority: 'critical' }),
    );
  });

  test('are sent one after the other', async () => {
    const answer = await changeTwo();
    await waitFor(() => expect(patches()).toHaveLength(1));
    await answer();
    await waitFor(() => expect(patches()).toHaveLength(2));
    expect(patches()[0].body).toEqual({ status: 'closed' });
    expect(patches()[1].body).toEqual({ priority: 'critical' });
    await answer();
    await waitFor(() => expect(backend.ticket(1)?.priority).toBe('critical'));
  });

  test('stay apart where the first is refused', async () => {
    const answer = await changeTwo();
    const priorities = recordValues('priority');
    await answer(refusal(500));
    await waitFor(() => expect(shownValue('status')).toBe('Open'));
    await waitFor(() =>
      expect(toastTexts()).toEqual(['We couldn’t save the status. It is Open again.']),
    );
    await answer();
    await waitFor(() => expect(toastTexts()).toContain('#1: priority is Critical now.'));
    expect(priorities).toEqual(['Critical']);
    expect(shownValue('status')).toBe('Open');
  });

  test('stay apart where the second is refused', async () => {
    const answer = await changeTwo();
    const statuses = recordValues('status');
    await answer();
    await answer(refusal(403));
    await waitFor(() => expect(shownValue('priority')).toBe('Low'));
    await waitFor(() =>
      expect(toastTexts()).toContain('We couldn’t save the priority. It is Low again.'),
    );
    expect(statuses).toEqual(['Closed']);
  });
});

describe('one field changed twice in a row', () => {
  async function changeTwice() {
    const answer = hold('patch', ticketPath(1));
    const { user } = await renderTickets();
    await change(user, 'status', 'In progress');
    await change(user, 'status', 'Resolved');
    return answer;
  }

  test('shows the last value throughout', async () => {
    const answer = await changeTwice();
    const statuses = recordValues('status');
    await answer();
    await answer();
    await waitFor(() => expect(toastTexts()).toEqual(['#1 is Resolved now.']));
    expect(statuses).toEqual(['Resolved']);
    expect(backend.ticket(1)?.status).toBe('resolved');
  });

  test('keeps the last value where the first is refused, and does not claim the old one', async () => {
    const answer = await changeTwice();
    const statuses = recordValues('status');
    await answer(refusal(500));
    await waitFor(() => expect(toastTexts()).toEqual(['We couldn’t save the status In progress.']));
    await answer();
    await waitFor(() => expect(toastTexts()).toContain('#1 is Resolved now.'));
    expect(statuses).toEqual(['Resolved']);
  });

  test('goes back to the first where the last is refused', async () => {
    const answer = await changeTwice();
    await answer();
    await answer(refusal(500));
    await waitFor(() => expect(shownValue('status')).toBe('In progress'));
    await waitFor(() =>
      expect(toastTexts()).toContain('We couldn’t save the status. It is In progress again.'),
    );
  });

  test('goes back to where it was when both are refused', async () => {
    const answer = await changeTwice();
    await answer(refusal(500));
    await answer(refusal(500));
    await waitFor(() => expect(shownValue('status')).toBe('Open'));
    await waitFor(() => expect(toastTexts()).toEqual(['We couldn’t save the status Resolved.']));
  });
});

test('changes of different tickets do not wait for each other', async () => {
  const answer = hold('patch', ticketPath(1));
  const { user } = await renderTickets();
  await change(user, 'status', 'Closed', 1);
  await change(user, 'status', 'Resolved', 2);
  await waitFor(() => expect(backend.ticket(2)?.status).toBe('resolved'));
  expect(backend.ticket(1)?.status).toBe('open');
  await answer(refusal(500));
  await waitFor(() => expect(shownValue('status', 1)).toBe('Open'));
  expect(shownValue('status', 2)).toBe('Resolved');
});

describe('an answer to an earlier question', () => {
  /** Return the answer of a server that the change has not reached yet. */
  const earlier = () => HttpResponse.json([makeTicket(), makeTicket({ id: 2, title: 'Renamed' })]);

  test('does not make a change in the list blink', async () => {
    const { user, client, findByText } = await renderTickets();
    const answerChange = hold('patch', ticketPath(1));
    const answerList = hold('get', LIST);
    void client.invalidateQueries({ queryKey: ['tickets', 'list'] });
    await change(user, 'status', 'Closed');
    const statuses = recordValues('status');
    await answerList(earlier());
    await findByText('Renamed');
    await answerChange();
    await waitFor(() => expect(toastTexts()).toHaveLength(1));
    expect(statuses).toEqual(['Closed']);
  });

  test('is what a refused change goes back to', async () => {
    const { user, client, findByText } = await renderTickets();
    const answerChange = hold('patch', ticketPath(1));
    const answerList = hold('get', LIST);
    void client.invalidateQueries({ queryKey: ['tickets', 'list'] });
    await change(user, 'status', 'Closed');
    await answerList(HttpResponse.json([makeTicket({ status: 'resolved', title: 'Renamed' })]));
    await findByText('Renamed');
    expect(shownValue('status')).toBe('Closed');
    await answerChange(refusal(500));
    await waitFor(() => expect(shownValue('status')).toBe('Resolved'));
  });

  test('does not make a change in the open ticket blink', async () => {
    const answerTicket = hold('get', ticketPath(1));
    const answerChange = hold('patch', ticketPath(1));
    const { user, findByText } = await renderTickets();
    await user.click(await findByText('Ticket number 1'));
    await waitFor(() => expect(shownValues('status')).toEqual(['Open', 'Open']));
    await change(user, 'status', 'Closed');
    await answerTicket(HttpResponse.json(makeTicket({ description: 'Longer than before.' })));
    await findByText('Longer than before.');
    expect(shownValues('status')).toEqual(['Closed', 'Closed']);
    await answerChange();
    await waitFor(() => expect(toastTexts()).toHaveLength(1));
  });
});
