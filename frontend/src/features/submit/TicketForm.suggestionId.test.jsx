import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';

import {
  describeIt,
  description,
  fillIn,
  radio,
  renderForm,
  submitButton,
  title,
  write,
} from '../../test/form.jsx';
import { CLASSIFY, LIST, answerOnce, backend, refusal } from '../../test/server.js';
import { SUGGESTION, suggested, texts } from '../../test/suggestion.js';
import { submitCopy } from './copy.js';
import { reloadDraft } from './useDraft.js';

const UNAVAILABLE = submitCopy.suggestion.unavailable;

beforeEach(() => {
  backend.suggestion = SUGGESTION;
});

describe('the ticket', () => {
  beforeEach(() => {
    backend.suggestion = { ...SUGGESTION, suggestion_id: '7:abc' };
  });

  /** Return the suggestion id that was sent with the last ticket. */
  const sentId = () =>
    /** @type {import('../../types').NewTicket[]} */ (
      backend.asked('POST', LIST).map(({ body }) => body)
    ).at(-1)?.suggestion_id;

  /** @param {ReturnType<typeof renderForm>} form @param {string} [text] */
  async function describeCharge({ user }, text = 'I was charged twice.') {
    await write(user, title(), 'Charged twice');
    await describeIt(user, text);
    await suggested();
  }

  /** @param {ReturnType<typeof renderForm>} form */
  async function send({ user, onSent }) {
    await user.click(submitButton());
    await waitFor(() => expect(onSent).toHaveBeenCalledTimes(1));
  }

  test('says which suggestion it came of', async () => {
    const form = renderForm();
    await describeCharge(form, '  I was charged twice.\n');
    await send(form);
    expect(sentId()).toBe('7:abc');
  });

  test('says so also where the person has decided otherwise', async () => {
    const form = renderForm();
    await describeCharge(form);
    await form.user.click(radio('low'));
    await form.user.click(radio('general'));
    await send(form);
    expect(sentId()).toBe('7:abc');
    expect(backend.tickets[0]).toMatchObject({ category: 'general', priority: 'low' });
  });

  test('says so after a reload', async () => {
    const form = renderForm();
    await describeCharge(form);
    fireEvent(window, new Event('pagehide'));
    act(reloadDraft);
    await send(form);
    expect(sentId()).toBe('7:abc');
  });

  test('leaves out what was suggested for another text', async () => {
    const form = renderForm();
    await describeCharge(form);
    await write(form.user, description(), 'I was charged thrice.');
    await form.user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(form.onSent).toHaveBeenCalledTimes(1));
    expect(backend.asked('POST', LIST)[0].body).not.toHaveProperty('suggestion_id');
  });

  test('has the suggestion for the text as it is now', async () => {
    const form = renderForm();
    await describeCharge(form);
    backend.suggestion = { ...SUGGESTION, suggestion_id: '8:def' };
    await describeIt(form.user, 'I was charged thrice.');
    await waitFor(() => expect(texts()).toHaveLength(2));
    await suggested();
    await send(form);
    expect(sentId()).toBe('8:def');
  });

  test('has none where there was none', async () => {
    backend.suggestion = { suggested_category: null, suggested_priority: null, error: 'Off.' };
    const form = renderForm();
    await fillIn(form.user);
    await send(form);
    expect(backend.asked('POST', LIST)[0].body).not.toHaveProperty('suggestion_id');
  });

  test('sent again after a lost answer is the same one, whatever is suggested by then', async () => {
    answerOnce('post', LIST, HttpResponse.error());
    answerOnce('post', CLASSIFY, refusal(500));
    const form = renderForm();
    await write(form.user, title(), 'Charged twice');
    await describeIt(form.user, 'I was charged twice.');
    await screen.findByText(UNAVAILABLE);
    await form.user.click(radio('billing'));
    await form.user.click(radio('high'));
    await form.user.click(submitButton());
    await screen.findByText(/Your ticket was not sent/);
    await form.user.click(description());
    await form.user.tab();
    await suggested();
    await send(form);
    const [first, second] = backend.asked('POST', LIST);
    expect(second.headers.get('Idempotency-Key')).toBe(first.headers.get('Idempotency-Key'));
    expect(second.body).toEqual(first.body);
  });
});
