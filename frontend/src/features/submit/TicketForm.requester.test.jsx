import { screen } from '@testing-library/react';
import { HttpResponse } from 'msw';

import { ticketCopy } from '../../domain/ticket/copy.js';
import { TICKET, fillIn, renderForm, submitButton, write } from '../../test/form.jsx';
import { renderProduct } from '../../test/render.jsx';
import { LIST, answerOnce, backend } from '../../test/server.js';
import { submitCopy } from './copy.js';
import { TicketForm } from './TicketForm.jsx';
import { reloadDraft } from './useDraft.js';

const name = () => screen.getByLabelText('Your name (optional)');
const email = () => screen.getByLabelText('E-mail (optional)');

test('a ticket can be sent without saying who one is', async () => {
  const { user, onSent } = renderForm();
  await fillIn(user);
  await user.click(submitButton());
  await vi.waitFor(() => expect(onSent).toHaveBeenCalled());
  expect(backend.asked('POST', LIST)[0].body).toEqual(TICKET);
});

test('name and address go with the ticket, tidied', async () => {
  const { user, onSent } = renderForm();
  await fillIn(user);
  await write(user, name(), ' Maëlle  Kerviel ');
  await write(user, email(), ' maelle@bücher.example ');
  await user.click(submitButton());
  await vi.waitFor(() => expect(onSent).toHaveBeenCalled());
  expect(backend.asked('POST', LIST)[0].body).toEqual({
    ...TICKET,
    requester_name: 'Maëlle Kerviel',
    requester_email: 'maelle@bücher.example',
  });
});

test('browsers may fill both in, and neither is required', () => {
  renderForm();
  expect(name()).toHaveAttribute('autocomplete', 'name');
  expect(email()).toHaveAttribute('autocomplete', 'email');
  for (const field of [name(), email()]) expect(field).not.toBeRequired();
});

test('what is no address is said at the field, which takes the focus, and nothing is sent', async () => {
  const { user } = renderForm();
  await fillIn(user);
  await write(user, email(), 'maelle@example');
  await user.click(submitButton());
  expect(email()).toHaveFocus();
  expect(email()).toHaveAccessibleDescription(ticketCopy.noAddress);
  expect(backend.asked('POST', LIST)).toHaveLength(0);
  await write(user, email(), '');
  expect(email()).not.toHaveAttribute('aria-invalid');
});

test('what the server says of an address is shown at the field', async () => {
  const reasons = { requester_email: ['Enter another one.'] };
  answerOnce('post', LIST, HttpResponse.json(reasons, { status: 400 }));
  const { user } = renderForm();
  await fillIn(user);
  await write(user, email(), 'maelle@example.org');
  await user.click(submitButton());
  await vi.waitFor(() => expect(email()).toHaveAccessibleDescription('Enter another one.'));
  expect(email()).toHaveFocus();
});

test('the draft keeps both', async () => {
  const first = renderForm();
  await write(first.user, name(), 'Maëlle');
  await write(first.user, email(), 'maelle@example.org');
  await screen.findByText(submitCopy.form.draftSaved);
  first.unmount();
  reloadDraft();
  renderProduct(<TicketForm onSent={() => {}} headingLevel={1} />);
  expect(name()).toHaveValue('Maëlle');
  expect(email()).toHaveValue('maelle@example.org');
});

test('a draft of an earlier release is kept', () => {
  const earlier = {
    title: 'Printer',
    description: '',
    category: { value: '', by: '', suggested: '', changed: false },
    priority: { value: '', by: '', suggested: '', changed: false },
    suggestionId: '',
    reason: '',
  };
  localStorage.setItem('tf.draft', JSON.stringify(earlier));
  reloadDraft();
  renderForm();
  expect(screen.getByLabelText('Title')).toHaveValue('Printer');
  expect(name()).toHaveValue('');
});
