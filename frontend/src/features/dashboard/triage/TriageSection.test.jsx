import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';

import { makePeriod } from '../../../test/makePeriod.js';
import { makeTriage } from '../../../test/makeTicket.js';
import { renderProduct } from '../../../test/render.jsx';
import { CONFIG, answerOnce } from '../../../test/server.js';
import { triageCopy } from './copy.js';
import { TriageSection } from './TriageSection.jsx';

/** @param {Partial<import('../../../types').Triage>} [values] */
const renderSection = (values) =>
  renderProduct(<TriageSection triage={makeTriage(values)} period={makePeriod()} />);

const BUSY = {
  offered: 20,
  accepted: 15,
  overridden: 5,
  category: [
    { suggested: 'billing', final: 'billing', count: 9 },
    { suggested: 'billing', final: 'account', count: 3 },
    { suggested: 'technical', final: 'technical', count: 8 },
  ],
  priority: [
    { suggested: 'high', final: 'critical', count: 5 },
    { suggested: 'high', final: 'high', count: 15 },
  ],
  asked: 30,
  answered: 26,
  cached: 2,
  failures: [
    { cause: /** @type {const} */ ('timeout'), count: 3 },
    { cause: /** @type {const} */ ('rate_limit'), count: 1 },
  ],
  latency_p50_ms: 840,
  latency_p95_ms: 2310,
  cost: 0.42,
};

const section = () => screen.getByRole('group', { name: 'Suggestions' });

/** Return the name, value and note of each figure. */
const figures = () =>
  [...section().querySelectorAll('dl > div')].map((figure) =>
    [...figure.children].map(({ textContent }) => textContent?.replaceAll('\u00a0', ' ')),
  );

/** @param {string} name */
function rowsOf(name) {
  const rows = within(within(section()).getByRole('table', { name })).getAllByRole('row');
  return rows.map((row) => [...row.children].map(({ textContent }) => textContent));
}

test('the figures tell how many were kept, how long it took and what it cost', () => {
  renderSection(BUSY);
  expect(figures()).toEqual([
    ['Suggested tickets', '20', '26 of 30 questions answered, 2 without the model'],
    [
      'Kept as suggested',
      expect.stringMatching(/^75.?%$/),
      '15 of 20 tickets have both as suggested',
    ],
    ['Time to answer', '0.8 s', 'Median. 95 of 100 calls took at most 2.3 s'],
    ['Estimated cost', expect.stringMatching(/\$0.42$/), 'Of the model’s calls, in US dollars'],
  ]);
});

test('what is not known says so', () => {
  renderSection({ asked: 1, answered: 1, cached: 1 });
  expect(figures().map(([, value]) => value)).toEqual(['0', 'None yet', 'None yet', 'Not known']);
  expect(screen.getByText(triageCopy.noTickets)).toBeInTheDocument();
  expect(screen.getByText('Every question was answered.')).toBeInTheDocument();
  expect(within(section()).queryByRole('table')).not.toBeInTheDocument();
});

test('a matrix has a row for what was suggested and a column for what it is now', () => {
  renderSection(BUSY);
  expect(rowsOf('Suggested categories')).toEqual([
    ['Suggested', 'Now'],
    ['Billing', 'Technical', 'Account', 'General'],
    ['Billing', expect.stringMatching(/^9 75.?%$/), '0', expect.stringMatching(/^3 25.?%$/), '0'],
    ['Technical', '0', expect.stringMatching(/^8 100.?%$/), '0', '0'],
    ['Account', '0', '0', '0', '0'],
    ['General', '0', '0', '0', '0'],
  ]);
  expect(rowsOf('Suggested priorities')[1]).toEqual(['Critical', 'High', 'Medium', 'Low']);
  const table = screen.getByRole('table', { name: 'Suggested priorities' });
  expect(within(table).getAllByRole('rowheader')).toHaveLength(4);
  expect(table.querySelectorAll('[data-kept]')).toHaveLength(4);
  const kept = /** @type {HTMLElement} */ (within(table).getByText(/^15/).closest('td'));
  expect(kept).toHaveAttribute('data-kept');
  expect(kept.style.getPropertyValue('--share')).toBe('0.750');
});

test('failures are told in words, the most frequent first', () => {
  renderSection(BUSY);
  expect(rowsOf('Without a suggestion')).toEqual([
    ['Cause', 'Times'],
    ['No answer in time', '3'],
    ['Too many calls for the provider', '1'],
  ]);
  expect(screen.getByText('4 of 30 questions')).toBeInTheDocument();
});

test('a period in which nothing was asked has one sentence', async () => {
  renderSection();
  expect(await screen.findByText(triageCopy.nothing)).toBeInTheDocument();
  expect(section().querySelector('dl, table')).not.toBeInTheDocument();
});

describe('a product without a model', () => {
  beforeEach(() => {
    answerOnce('get', CONFIG, HttpResponse.json({ open_access: true, suggestions: false }));
  });

  test('says nothing of suggestions', async () => {
    const { client, container } = renderSection();
    expect(container).toBeEmptyDOMElement();
    await waitFor(() => expect(client.getQueryData(['config'])).toBeDefined());
    expect(container).toBeEmptyDOMElement();
  });

  test('still shows those that it once had', () => {
    renderSection(BUSY);
    expect(figures()).toHaveLength(4);
  });
});
