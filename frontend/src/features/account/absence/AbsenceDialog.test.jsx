import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { useState } from 'react';

import { toastTexts } from '../../../test/page.js';
import { renderProduct } from '../../../test/render.jsx';
import { server } from '../../../test/server.js';
import { ToastHost } from '../../../ui/toasts/ToastHost.jsx';
import { AbsenceDialog } from './AbsenceDialog.jsx';

/** @typedef {import('../../../types').Absence} Absence */

const PATH = '/api/absence/';
const TEAM = { id: 1, name: 'Support' };

/** @param {Partial<Absence>} values */
function open(values) {
  const sent = /** @type {any[]} */ ([]);
  const onClose = vi.fn();
  server.use(
    http.get(PATH, () =>
      HttpResponse.json({ away_until: null, teams: [TEAM], open_tickets: 3, ...values }),
    ),
    http.put(PATH, async ({ request }) => {
      const body = /** @type {any} */ (await request.json());
      sent.push(body);
      return HttpResponse.json({ away_until: body.away_until, given: [5, 6], unassigned: [7] });
    }),
    http.delete(PATH, () => {
      sent.push('back');
      return new HttpResponse(null, { status: 204 });
    }),
  );
  function Page() {
    const [isOpen, setIsOpen] = useState(true);
    const close = () => {
      setIsOpen(false);
      onClose();
    };
    return (
      <>
        {isOpen ? <AbsenceDialog onClose={close} /> : null}
        <ToastHost />
      </>
    );
  }
  const { user } = renderProduct(<Page />);
  return { user, sent, onClose };
}

test('away until tomorrow at nine, unless one says otherwise, with the tickets kept', async () => {
  const { user, sent, onClose } = open({});
  const field = /** @type {HTMLInputElement} */ (await screen.findByLabelText('Back on'));
  expect(field.value).toMatch(/T09:00$/);
  expect(screen.getByRole('radio', { name: 'Keep them' })).toBeChecked();
  await user.click(screen.getByRole('button', { name: 'I’m away' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(sent).toEqual([{ away_until: new Date(field.value).toISOString(), hand_over: 'keep' }]);
});

test('tickets go to others, and can be taken back', async () => {
  const { user, sent } = open({});
  const operations = /** @type {any[]} */ ([]);
  server.use(
    http.post('/api/tickets/bulk/', async ({ request }) => {
      operations.push(.../** @type {any} */ (await request.json()).operations);
      return HttpResponse.json({ changed: [], unchanged: 0, missing: [], undo: [] });
    }),
  );
  await user.click(await screen.findByRole('radio', { name: 'Give them to my teams' }));
  await user.click(screen.getByRole('button', { name: 'I’m away' }));
  await waitFor(() =>
    expect(toastTexts().join()).toContain('2 tickets went to others. 1 ticket now unassigned.'),
  );
  expect(sent[0].hand_over).toBe('teams');
  await user.click(screen.getByRole('button', { name: /^Undo/ }));
  await waitFor(() => expect(operations).toEqual([{ ids: [5, 6, 7], set: expect.anything() }]));
});

test('a time that is past or missing is told at the field, and nothing is sent', async () => {
  const { user, sent } = open({});
  const field = await screen.findByLabelText('Back on');
  await user.clear(field);
  await user.click(screen.getByRole('button', { name: 'I’m away' }));
  expect(await screen.findByText('Say when you will be back.')).toBeVisible();
  expect(field).toHaveFocus();
  await user.type(field, '2020-01-01T09:00');
  expect(await screen.findByText('Choose a time in the future.')).toBeVisible();
  expect(sent).toEqual([]);
});

test('who is in no team can only hand over', async () => {
  const { user, sent } = open({ teams: [] });
  expect(await screen.findByText(/You are in no team/)).toBeVisible();
  expect(screen.queryByLabelText('Back on')).toBeNull();
  expect(screen.queryByRole('radio', { name: 'Give them to my teams' })).toBeNull();
  await user.click(screen.getByRole('radio', { name: 'Give them back' }));
  await user.click(screen.getByRole('button', { name: 'Hand over' }));
  await waitFor(() => expect(sent).toEqual([{ away_until: null, hand_over: 'nobody' }]));
});

test('who is away sees until when, and comes back', async () => {
  const { user, sent, onClose } = open({ away_until: '2030-05-01T09:00:00Z' });
  expect(await screen.findByText(/^You are away until .*2030/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'I’m back' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(sent).toEqual(['back']);
});

test('what the server refuses is told, and nothing is closed', async () => {
  const { user, onClose } = open({});
  server.use(
    http.put(PATH, () =>
      HttpResponse.json({ away_until: ['Give a time within a year.'] }, { status: 400 }),
    ),
  );
  await user.click(await screen.findByRole('button', { name: 'I’m away' }));
  expect(await screen.findByText('Give a time within a year.')).toBeVisible();
  expect(onClose).not.toHaveBeenCalled();
});
