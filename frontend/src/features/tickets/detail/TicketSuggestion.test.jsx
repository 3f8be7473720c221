import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';

import { makeSuggestion, makeTicket } from '../../../test/makeTicket.js';
import { change, shownValue } from '../../../test/page.js';
import { renderTickets } from '../../../test/render.jsx';
import {
  CONFIG,
  LIST,
  answerOnce,
  backend,
  hold,
  refusal,
  ticketPath,
} from '../../../test/server.js';

/** @typedef {import('../../../types').TicketSuggestion} TicketSuggestion */

/** @param {Partial<TicketSuggestion>} [suggestion] @param {Partial<import('../../../types').Ticket>} [values] */
const suggestedTicket = (suggestion, values) =>
  makeTicket({
    category: 'technical',
    priority: 'high',
    suggestion: makeSuggestion(suggestion),
    ...values,
  });

const box = () => screen.findByRole('group', { name: 'AI suggestion' });
const noBox = () =>
  expect(screen.queryByRole('group', { name: 'AI suggestion' })).not.toBeInTheDocument();

/** Return the visible texts of the box about the two fields. */
async function outcomes() {
  const parts = (await box()).querySelectorAll('.ai-outcome');
  return [...parts].map((part) => {
    const seen = /** @type {HTMLElement} */ (part.cloneNode(true));
    seen.querySelectorAll('.visually-hidden').forEach((hidden) => hidden.remove());
    return seen.textContent;
  });
}

const open = () => renderTickets('&ticket=1');

test('both fields are told apart: kept, or what they are now', async () => {
  backend.tickets = [suggestedTicket({}, { priority: 'critical' })];
  await open();
  expect(await outcomes()).toEqual(['Technical, kept', 'High → Critical']);
  expect(await box()).toHaveTextContent('Category: Technical, kept');
  expect(await box()).toHaveTextContent('Priority: High suggested, Critical now');
});

test('a change shows at once, and goes back where it is refused', async () => {
  backend.tickets = [suggestedTicket()];
  const answer = hold('patch', ticketPath(1));
  const { user } = await open();
  expect(await outcomes()).toEqual(['Technical, kept', 'High, kept']);
  await change(user, 'category', 'Billing');
  expect(await outcomes()).toEqual(['Technical → Billing', 'High, kept']);
  await answer(refusal(500));
  await waitFor(async () => expect(await outcomes()).toEqual(['Technical, kept', 'High, kept']));
  await change(user, 'priority', 'Low');
  await answer();
  await waitFor(() => expect(shownValue('priority')).toBe('Low'));
  expect(await outcomes()).toEqual(['Technical, kept', 'High → Low']);
});

test('"Why?" tells the reason, and what the model is', async () => {
  backend.tickets = [suggestedTicket({ reason: '<b>Smoke</b>.', chosen_priority: 'low' })];
  const { user } = await open();
  const button = within(await box()).getByRole('button', { name: 'Why?' });
  expect(button).toHaveAttribute('aria-expanded', 'false');
  expect(screen.getByText('<b>Smoke</b>.')).not.toBeVisible();
  await user.click(button);
  expect(button).toHaveAttribute('aria-expanded', 'true');
  expect(screen.getByText('<b>Smoke</b>.')).toBeVisible();
  const facts = (await box()).querySelectorAll('dl > div');
  expect([...facts].map(({ textContent }) => textContent?.replace('\u00a0', ' '))).toEqual([
    'Modelsome-model',
    expect.stringMatching(/^Confidence92\s?%$/),
    expect.stringMatching(/^Suggested/),
    'Took1.2 s',
    'Submitted asTechnical, Low',
  ]);
  await user.click(button);
  expect(screen.getByText('<b>Smoke</b>.')).not.toBeVisible();
});

test('what is not known is left out', async () => {
  backend.tickets = [suggestedTicket({ reason: null, confidence: null })];
  const { user } = await open();
  await user.click(within(await box()).getByRole('button', { name: 'Why?' }));
  expect(screen.getByText('The model gave no reason.')).toBeVisible();
  expect(screen.queryByText('Confidence')).not.toBeInTheDocument();
  expect(screen.queryByText('Submitted as')).not.toBeInTheDocument();
});

test('nothing is said where nothing was suggested', async () => {
  backend.tickets = [makeTicket()];
  await open();
  await waitFor(() => expect(document.querySelector('.ai-box')).not.toBeInTheDocument());
  noBox();
});

describe('a ticket that the list has', () => {
  test('keeps the room until it is known what was suggested, in one request', async () => {
    backend.tickets = [suggestedTicket()];
    const { user } = await renderTickets();
    const answer = hold('get', ticketPath(1));
    await user.click(screen.getByRole('link', { name: 'Ticket number 1' }));
    await waitFor(() => expect(document.querySelector('.ai-box--coming')).toBeInTheDocument());
    noBox();
    await answer();
    expect(await outcomes()).toEqual(['Technical, kept', 'High, kept']);
    expect(document.querySelector('.ai-box--coming')).not.toBeInTheDocument();
    expect(backend.asked('GET', ticketPath(1))).toHaveLength(1);
  });

  test('keeps no room where there is no model, or no answer to wait for', async () => {
    answerOnce('get', CONFIG, HttpResponse.json({ open_access: true, suggestions: false }));
    backend.tickets = [suggestedTicket()];
    const { user, client } = await renderTickets();
    const answer = hold('get', ticketPath(1));
    await user.click(screen.getByRole('link', { name: 'Ticket number 1' }));
    await screen.findByRole('article', { name: 'Ticket #1' });
    await waitFor(() => expect(client.getQueryData(['config'])).toBeDefined());
    await waitFor(() => expect(document.querySelector('.ai-box')).not.toBeInTheDocument());
    await answer(refusal(500));
    await answer(refusal(500));
    expect(document.querySelector('.ai-box')).not.toBeInTheDocument();
  });

  test('has its suggestion at once when it is opened again, also out of a newer list', async () => {
    backend.tickets = [suggestedTicket(), makeTicket({ id: 2 })];
    const { user, client } = await renderTickets('&ticket=1');
    await box();
    await user.click(screen.getByRole('link', { name: 'Ticket number 2' }));
    await waitFor(noBox);
    backend.change(1, { priority: 'critical' });
    await client.refetchQueries({ queryKey: ['tickets', 'list'] });
    expect(backend.asked('GET', LIST).length).toBeGreaterThan(1);
    client.removeQueries({ queryKey: ['tickets', 'one', 1] });
    hold('get', ticketPath(1));
    await user.click(screen.getByRole('link', { name: 'Ticket number 1' }));
    expect(await outcomes()).toEqual(['Technical, kept', 'High → Critical']);
  });

  test('keeps its suggestion through an answer that does not tell it', async () => {
    backend.tickets = [suggestedTicket()];
    const { user } = await open();
    await box();
    answerOnce(
      'patch',
      ticketPath(1),
      HttpResponse.json({
        ...backend.tickets[0],
        suggestion: undefined,
        priority: 'low',
        version: 2,
      }),
    );
    await change(user, 'priority', 'Low');
    await waitFor(async () => expect(await outcomes()).toEqual(['Technical, kept', 'High → Low']));
  });

  test('that was changed before it was opened has its suggestion all the same', async () => {
    backend.tickets = [suggestedTicket()];
    const { user } = await renderTickets();
    await change(user, 'priority', 'Low');
    await waitFor(() => expect(backend.ticket(1)?.priority).toBe('low'));
    await user.click(screen.getByRole('link', { name: 'Ticket number 1' }));
    expect(await outcomes()).toEqual(['Technical, kept', 'High → Low']);
  });
});
