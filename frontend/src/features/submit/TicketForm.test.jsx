import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';

import { errorCopy } from '../../api/copy.js';
import { ticketCopy } from '../../domain/ticket/copy.js';
import {
  TICKET,
  chosen,
  description,
  fillIn,
  radio,
  renderForm,
  submitButton,
  title,
  write,
} from '../../test/form.jsx';
import { LIST, answerOnce, backend, hold, refusal } from '../../test/server.js';
import { submitCopy } from './copy.js';

const sent = () => backend.asked('POST', LIST);
const alertText = () => screen.getByRole('alert').textContent;

test('a complete ticket is sent and handed on', async () => {
  const { user, onSent } = renderForm();
  await fillIn(user);
  await user.click(submitButton());
  await waitFor(() => expect(onSent).toHaveBeenCalledTimes(1));
  expect(sent()[0].body).toEqual(TICKET);
  expect(onSent.mock.calls[0][0]).toMatchObject({ id: 1001, ...TICKET });
  expect(title()).toHaveValue('');
  expect(chosen()).toEqual([]);
});

test('the choices can be found by their words', () => {
  renderForm();
  const category = screen.getByRole('radiogroup', { name: 'Category' });
  const priority = screen.getByRole('radiogroup', { name: 'Priority' });
  expect(within(category).getByRole('radio', { name: 'Technical' })).toBe(radio('technical'));
  expect(within(priority).getByRole('radio', { name: 'High' })).toBe(radio('high'));
});

test('Control and Enter send it from within the description', async () => {
  const { user, onSent } = renderForm();
  await fillIn(user);
  await user.click(description());
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(onSent).toHaveBeenCalledTimes(1));
});

describe('what is missing', () => {
  test('is named at every field, and the first of them has the focus', async () => {
    const { user } = renderForm();
    await user.click(submitButton());
    expect(title()).toHaveAccessibleDescription(ticketCopy.missing.title);
    expect(description()).toHaveAccessibleDescription(
      `${ticketCopy.missing.description} ${submitCopy.form.descriptionHint}`,
    );
    for (const field of /** @type {const} */ (['category', 'priority'])) {
      const group = screen.getByRole('radiogroup', { name: submitCopy.form[field] });
      expect(group).toHaveAttribute('aria-invalid', 'true');
      expect(group).toHaveAccessibleDescription(
        expect.stringContaining(submitCopy.form.missing[field]),
      );
    }
    expect(title()).toHaveFocus();
    expect(sent()).toEqual([]);
  });

  test('has the focus further down where the title is there', async () => {
    const { user } = renderForm();
    await write(user, title(), 'Printer');
    await write(user, description(), 'Smoke.');
    await user.click(submitButton());
    expect(radio('billing')).toHaveFocus();
  });

  test('is no longer named once it is there', async () => {
    const { user } = renderForm();
    await user.click(submitButton());
    await write(user, title(), 'Printer');
    expect(title()).not.toHaveAttribute('aria-invalid');
    expect(title()).not.toHaveAccessibleDescription(ticketCopy.missing.title);
    expect(description()).toHaveAttribute('aria-invalid', 'true');
  });

  test('counts a title without a mark as missing', async () => {
    const { user } = renderForm();
    await fillIn(user);
    await write(user, title(), '\u200b \u200d');
    await user.click(submitButton());
    expect(title()).toHaveAccessibleDescription(ticketCopy.missing.title);
    expect(sent()).toEqual([]);
  });

  test('is not complained about while the form is being filled in', async () => {
    const { user } = renderForm();
    await user.click(title());
    await user.tab();
    await user.tab();
    expect(title()).not.toHaveAttribute('aria-invalid');
  });
});

test('a title that is too long is kept whole and counted', async () => {
  const { user } = renderForm();
  await fillIn(user);
  await write(user, title(), 'x'.repeat(203));
  expect(title()).toHaveAccessibleDescription('3 characters too many');
  await user.click(submitButton());
  expect(screen.getByText('Shorten this to 200 characters.')).toBeInTheDocument();
  expect(title()).toHaveValue('x'.repeat(203));
  expect(title()).toHaveFocus();
  expect(sent()).toEqual([]);
});

test('what nobody sees is sent tidied, and does not count; what was typed stays', async () => {
  const { user } = renderForm();
  await fillIn(user);
  const typed = `it\u0092s\u000b\u001b[31mred\u001b[0m${'\u0000'.repeat(20_000)}`;
  fireEvent.change(description(), { target: { value: typed } });
  expect(description()).not.toHaveAccessibleDescription(/too many|left/);
  expect(description()).toHaveValue(typed);
  fireEvent.change(title(), { target: { value: '\u001b[31m\u3164\u2800' } });
  await user.click(submitButton());
  expect(screen.getByText(ticketCopy.missing.title)).toBeInTheDocument();
  expect(sent()).toEqual([]);
  fireEvent.change(title(), { target: { value: 'a\u000cb' } });
  await user.click(submitButton());
  await waitFor(() => expect(sent()).toHaveLength(1));
  expect(sent()[0].body).toMatchObject({ title: 'a b', description: 'it’s\nred' });
});

describe('a ticket that the server refuses', () => {
  test('has the reasons at the fields, and the text survives', async () => {
    const { user, onSent } = renderForm();
    await fillIn(user);
    answerOnce(
      'post',
      LIST,
      HttpResponse.json(
        { description: ['No links, please.'], priority: ['Choose another.'] },
        { status: 400 },
      ),
    );
    await user.click(submitButton());
    await waitFor(() => expect(description()).toHaveAttribute('aria-invalid', 'true'));
    expect(description()).toHaveAccessibleDescription(/^No links, please\./);
    expect(screen.getByRole('radiogroup', { name: 'Priority' })).toHaveAccessibleDescription(
      /^Choose another\./,
    );
    expect(description()).toHaveFocus();
    expect(title()).toHaveValue(TICKET.title);
    expect(description()).toHaveValue(TICKET.description);
    expect(chosen()).toEqual(['Technical', 'High']);
    expect(alertText()).toBe('');
    expect(onSent).not.toHaveBeenCalled();

    await write(user, description(), 'Without links.');
    expect(description()).not.toHaveAttribute('aria-invalid');
    expect(screen.getByText('Choose another.')).toBeInTheDocument();
  });

  /** @type {[string, () => Response, string][]} */
  const failures = [
    ['an error of the server', () => refusal(500), errorCopy.server],
    ['a lost connection', () => HttpResponse.error(), errorCopy.offline],
    ['too many at once', () => refusal(429), errorCopy.too_many(null)],
    [
      'a reason at no field of the form',
      () => HttpResponse.json({ non_field_errors: ['Hm.'] }, { status: 400 }),
      errorCopy.invalid,
    ],
  ];

  test.each(failures)(
    'because of %s says so, and the text survives',
    async (_why, answer, text) => {
      const { user, onSent } = renderForm();
      await fillIn(user);
      answerOnce('post', LIST, answer());
      await user.click(submitButton());
      await waitFor(() =>
        expect(alertText()).toBe(`${submitCopy.form.failed} ${text} ${submitCopy.form.kept}`),
      );
      expect(title()).toHaveValue(TICKET.title);
      expect(description()).toHaveValue(TICKET.description);
      expect(chosen()).toEqual(['Technical', 'High']);

      await user.click(submitButton());
      expect(alertText()).toBe('');
      await waitFor(() => expect(onSent).toHaveBeenCalledTimes(1));
    },
  );
});

describe('sending twice', () => {
  test('in the same moment makes one request', async () => {
    const answer = hold('post', LIST);
    const { user, onSent } = renderForm();
    await fillIn(user);
    await user.dblClick(submitButton());
    expect(submitButton()).toHaveTextContent('Sending…');
    await user.click(submitButton());
    await answer();
    await waitFor(() => expect(onSent).toHaveBeenCalledTimes(1));
    expect(sent()).toHaveLength(1);
  });

  const key = () => sent().map(({ headers }) => headers.get('Idempotency-Key'));

  /** Send a ticket whose answer is lost. */
  async function sendInVain() {
    const view = renderForm();
    await fillIn(view.user);
    answerOnce('post', LIST, HttpResponse.error());
    await view.user.click(submitButton());
    await waitFor(() => expect(alertText()).toContain(submitCopy.form.failed));
    return view;
  }

  test('the same text goes under the same key', async () => {
    const { user, onSent } = await sendInVain();
    await user.click(submitButton());
    await waitFor(() => expect(onSent).toHaveBeenCalledTimes(1));
    expect(key()[0]).toMatch(/.{10,}/);
    expect(key()[1]).toBe(key()[0]);
  });

  test('the same text goes under the same key after a reload', async () => {
    const { unmount } = await sendInVain();
    unmount();
    const { user, onSent } = renderForm();
    await user.click(submitButton());
    await waitFor(() => expect(onSent).toHaveBeenCalledTimes(1));
    expect(key()[1]).toBe(key()[0]);
  });

  test('changed text goes under another key', async () => {
    const { user, onSent } = await sendInVain();
    await write(user, title(), 'Printer still on fire');
    await user.click(submitButton());
    await waitFor(() => expect(onSent).toHaveBeenCalledTimes(1));
    expect(key()[1]).not.toBe(key()[0]);
  });

  test('a second ticket of the same text is another ticket', async () => {
    const { user, onSent } = renderForm();
    await fillIn(user);
    await user.click(submitButton());
    await waitFor(() => expect(onSent).toHaveBeenCalledTimes(1));
    await fillIn(user);
    await user.click(submitButton());
    await waitFor(() => expect(onSent).toHaveBeenCalledTimes(2));
    expect(key()[1]).not.toBe(key()[0]);
  });
});
