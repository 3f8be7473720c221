import { screen, waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';

import { pass, stopClock } from '../../test/clock.js';
import {
  chosen,
  describeIt,
  description,
  fillIn,
  radio,
  renderForm,
  submitButton,
  title,
  write,
} from '../../test/form.jsx';
import { toastTexts } from '../../test/page.js';
import { CLASSIFY, LIST, answerOnce, backend, hold, refusal } from '../../test/server.js';
import { SUGGESTION, suggested, texts } from '../../test/suggestion.js';
import { submitCopy } from './copy.js';

const UNAVAILABLE = submitCopy.suggestion.unavailable;

beforeEach(() => {
  backend.suggestion = SUGGESTION;
});

const reason = () => document.querySelector('.suggestion-reason');

describe('leaving the description', () => {
  test('asks once and fills in what was suggested', async () => {
    const { user } = renderForm();
    await describeIt(user, '  I was charged twice.\n');
    await suggested();
    expect(texts()).toEqual(['I was charged twice.']);
    expect(chosen()).toEqual(['Billing', 'High']);
    expect(screen.getAllByText('Suggested by AI')).toHaveLength(2);
  });

  test('does not ask again for the same text, spaces around it aside', async () => {
    const { user } = renderForm();
    await describeIt(user, 'I was charged twice.');
    await suggested();
    await user.click(description());
    await user.tab();
    await describeIt(user, 'I was charged twice.  ');
    await describeIt(user, 'I was charged thrice.');
    await waitFor(() => expect(texts()).toEqual(['I was charged twice.', 'I was charged thrice.']));
    await suggested();
  });

  test.each(['   ', '\u200b', 'x'.repeat(20_001)])(
    'asks nothing where there is nothing to read or too much (%#)',
    async (text) => {
      const { user } = renderForm();
      await describeIt(user, text);
      await describeIt(user, 'At last.');
      await suggested();
      expect(texts()).toEqual(['At last.']);
    },
  );
});

describe('while the description is being read', () => {
  test('the form says so, but only after a moment', async () => {
    const answer = hold('post', CLASSIFY);
    const { user } = renderForm();
    stopClock();
    await describeIt(user, 'I was charged twice.');
    await pass(299);
    expect(screen.queryByText('Reading your description…')).not.toBeInTheDocument();
    await pass(1);
    expect(screen.getByText('Reading your description…')).toBeInTheDocument();
    await answer();
    await suggested();
    expect(screen.queryByText('Reading your description…')).not.toBeInTheDocument();
  });

  test('an answer that comes after typing on is ignored', async () => {
    const answer = hold('post', CLASSIFY);
    const { user } = renderForm();
    await describeIt(user, 'I was charged twice.');
    await describeIt(user, 'I cannot log in.');
    await waitFor(() => expect(texts()).toHaveLength(2));
    await answer();
    await answer(
      HttpResponse.json({ suggested_category: 'account', suggested_priority: 'medium' }),
    );
    await suggested();
    expect(chosen()).toEqual(['Account', 'Medium']);
  });

  test('an answer to a text that is being changed fills in nothing', async () => {
    const answer = hold('post', CLASSIFY);
    const { user } = renderForm();
    await describeIt(user, 'I was charged twice.');
    await write(user, description(), 'I was charged twice. And');
    await answer();
    await describeIt(user, 'I was charged twice. And thrice.');
    await waitFor(() => expect(texts()).toHaveLength(2));
    expect(chosen()).toEqual([]);
    await answer();
    await suggested();
  });

  test('a request that was given up does not count as the answer to the same text', async () => {
    const answer = hold('post', CLASSIFY);
    const { user } = renderForm();
    await describeIt(user, 'I was charged twice.');
    await write(user, description(), 'I was charged thrice.');
    await describeIt(user, 'I was charged twice.');
    await waitFor(() => expect(texts()).toHaveLength(2));
    await answer();
    expect(screen.queryByText(UNAVAILABLE)).not.toBeInTheDocument();
    await answer();
    await suggested();
    expect(chosen()).toEqual(['Billing', 'High']);
  });

  test('a choice made meanwhile stays, and the suggestion stands beside it', async () => {
    const answer = hold('post', CLASSIFY);
    const { user } = renderForm();
    await describeIt(user, 'I was charged twice.');
    await user.click(radio('general'));
    await answer();
    await suggested();
    expect(chosen()).toEqual(['General', 'High']);
    expect(screen.getByText('Your choice stays · suggested Billing')).toBeInTheDocument();
  });

  test('the ticket is sent without waiting for the answer', async () => {
    hold('post', CLASSIFY);
    const { user, onSent } = renderForm();
    await write(user, title(), 'Charged twice');
    await describeIt(user, 'I was charged twice.');
    await user.click(radio('account'));
    await user.click(radio('low'));
    await user.click(submitButton());
    await waitFor(() => expect(onSent).toHaveBeenCalledTimes(1));
    expect(backend.tickets[0]).toMatchObject({ category: 'account', priority: 'low' });
    expect(backend.asked('POST', LIST)).toHaveLength(1);
  });
});

describe('a person’s choice', () => {
  test('made before the suggestion stays when another text is read', async () => {
    const { user } = renderForm();
    await user.click(radio('general'));
    await describeIt(user, 'I was charged twice.');
    await suggested();
    await describeIt(user, 'I was charged thrice.');
    await waitFor(() => expect(texts()).toHaveLength(2));
    await suggested();
    expect(chosen()).toEqual(['General', 'High']);
  });

  test('against the suggestion says what was suggested', async () => {
    const { user } = renderForm();
    await describeIt(user, 'I was charged twice.');
    await suggested();
    await user.click(radio('low'));
    expect(screen.getByText('You changed it · suggested High')).toBeInTheDocument();
    expect(chosen()).toEqual(['Billing', 'Low']);
  });

  test('of what was suggested is the person’s own, also for the next answer', async () => {
    const { user } = renderForm();
    await describeIt(user, 'I was charged twice.');
    await suggested();
    await user.click(radio('billing'));
    expect(screen.getByText('Matches the suggestion')).toBeInTheDocument();
    backend.suggestion = { suggested_category: 'account', suggested_priority: 'low' };
    await describeIt(user, 'I cannot log in.');
    await waitFor(() => expect(chosen()).toEqual(['Billing', 'Low']));
  });

  test('can be given up for the suggestion', async () => {
    const { user } = renderForm();
    await user.click(radio('general'));
    await describeIt(user, 'I was charged twice.');
    await suggested();
    await user.click(screen.getByRole('button', { name: 'Use suggestion: category Billing' }));
    expect(chosen()).toEqual(['Billing', 'High']);
    expect(screen.getAllByText('Suggested by AI')).toHaveLength(2);
  });
});

describe('what was said along with the suggestion', () => {
  const REASON = 'The text mentions a double charge.';

  test('is its reason, as plain text', async () => {
    backend.suggestion = { ...SUGGESTION, reason: '<b>Charged</b> twice.', confidence: 0.9 };
    const { user } = renderForm();
    await describeIt(user, 'I was charged twice.');
    await suggested();
    expect(reason()).toHaveTextContent(/^Why: <b>Charged<\/b> twice\.$/);
  });

  test.each([
    [{ reason: REASON, confidence: 0.49 }, `Not sure about this one. Why: ${REASON}`],
    [{ reason: REASON, confidence: 0.5 }, `Why: ${REASON}`],
    [{ reason: REASON, confidence: null }, `Why: ${REASON}`],
    [{ reason: null, confidence: 0.2 }, 'Not sure about this one.'],
    [{ reason: null, confidence: 0.9 }, undefined],
    [{}, undefined],
  ])('%o', async (said, text) => {
    backend.suggestion = { ...SUGGESTION, ...said };
    const { user } = renderForm();
    await describeIt(user, 'I was charged twice.');
    await suggested();
    expect(reason()?.textContent).toBe(text);
  });

  const groups = () => screen.getAllByRole('radiogroup');

  test('describes both fields, and its doubt is told with the status', async () => {
    backend.suggestion = { ...SUGGESTION, reason: REASON, confidence: 0.2 };
    const { user } = renderForm();
    await describeIt(user, 'I was charged twice.');
    await suggested();
    for (const group of groups()) {
      expect(group).toHaveAccessibleDescription(`Suggested by AI Why: ${REASON}`);
    }
    expect((await suggested()).closest('[role=status]')).toHaveTextContent(
      /^Suggested from your description\. Not sure about this one\.$/,
    );
  });

  test('leaves the status and the fields as they are where there is nothing more', async () => {
    const { user } = renderForm();
    await describeIt(user, 'I was charged twice.');
    const status = await suggested();
    expect(status).toHaveTextContent(/^Suggested from your description$/);
    for (const group of groups()) {
      expect(group).toHaveAccessibleDescription('Suggested by AI');
    }
  });

  test('goes when another text is read', async () => {
    backend.suggestion = { ...SUGGESTION, reason: REASON };
    const { user } = renderForm();
    await describeIt(user, 'I was charged twice.');
    await suggested();
    const answer = hold('post', CLASSIFY);
    await describeIt(user, 'I cannot log in.');
    await waitFor(() => expect(reason()).not.toBeInTheDocument());
    await answer(refusal(500));
    await screen.findByText(UNAVAILABLE);
    expect(reason()).not.toBeInTheDocument();
  });
});

describe('the question is given up', () => {
  /** @type {[string, (form: ReturnType<typeof renderForm>) => Promise<void> | void][]} */
  const ways = [
    ['when the form is left', ({ unmount }) => unmount()],
    ['when typing goes on and another text is read', ({ user }) => describeIt(user, 'I cannot.')],
    [
      'when the ticket is sent',
      async ({ user }) => {
        await user.click(radio('account'));
        await user.click(radio('low'));
        await user.click(submitButton());
      },
    ],
  ];

  test.each(ways)('%s', async (_when, leave) => {
    const abort = vi.spyOn(XMLHttpRequest.prototype, 'abort');
    hold('post', CLASSIFY);
    const form = renderForm();
    await write(form.user, title(), 'Charged twice');
    await describeIt(form.user, 'I was charged twice.');
    await waitFor(() => expect(texts()).toHaveLength(1));
    expect(abort).not.toHaveBeenCalled();
    await leave(form);
    await waitFor(() => expect(abort).toHaveBeenCalledTimes(1));
  });

  test('and its answer changes nothing, not even in a form that was sent empty-handed', async () => {
    const answer = hold('post', CLASSIFY);
    const { user, onSent } = renderForm();
    await fillIn(user);
    await user.click(description());
    await user.tab();
    await user.click(submitButton());
    await waitFor(() => expect(onSent).toHaveBeenCalledTimes(1));
    await answer();
    await write(user, title(), 'The next one');
    expect(chosen()).toEqual([]);
    expect(description()).toHaveValue('');
  });
});

describe('without a suggestion', () => {
  /** @type {[string, () => Response][]} */
  const reasons = [
    [
      'the model has none',
      () =>
        HttpResponse.json({ suggested_category: null, suggested_priority: null, error: 'Off.' }),
    ],
    ['too many were asked for', () => refusal(429)],
    ['the server fails', () => refusal(500)],
    ['the connection is lost', () => HttpResponse.error()],
  ];

  test.each(reasons)(
    'because %s the form says so quietly and works on',
    async (_reason, answer) => {
      answerOnce('post', CLASSIFY, answer());
      const { user, onSent } = renderForm();
      await write(user, title(), 'Charged twice');
      await describeIt(user, 'I was charged twice.');
      expect(await screen.findByText(UNAVAILABLE)).toBeInTheDocument();
      expect(screen.getByRole('alert')).toBeEmptyDOMElement();
      expect(toastTexts()).toEqual([]);
      expect(chosen()).toEqual([]);
      await user.click(radio('billing'));
      await user.click(radio('low'));
      await user.click(submitButton());
      await waitFor(() => expect(onSent).toHaveBeenCalledTimes(1));
    },
  );

  test('a choice that was made stays as it is', async () => {
    answerOnce('post', CLASSIFY, refusal(500));
    const { user } = renderForm();
    await user.click(radio('general'));
    await describeIt(user, 'I was charged twice.');
    await screen.findByText(UNAVAILABLE);
    expect(chosen()).toEqual(['General']);
  });
});
