import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';

import { ViewProvider } from '../../../domain/view/ViewProvider.jsx';
import { makeAllTime, makePeriod } from '../../../test/makePeriod.js';
import { makeNoTimes, makeTimes, NOBODY_WAITS } from '../../../test/makeTimes.js';
import { ResponseCards } from './ResponseCards.jsx';

afterEach(cleanup);

const WAITING = {
  count: 5,
  since: '2026-03-01T10:00:00Z',
  by_priority: { critical: 2, high: 0, medium: 3, low: 0 },
};

/** @param {Partial<import('../../../types').Stats>} [values] */
function renderCards(values) {
  const stats = {
    period: makePeriod(),
    first_response: makeTimes(),
    resolution: makeTimes({ median_seconds: 97_200, previous: { ...makeTimes() } }),
    waiting: WAITING,
    ...values,
  };
  return render(
    <ViewProvider>
      <ResponseCards stats={stats} />
    </ViewProvider>,
    { wrapper: NuqsTestingAdapter },
  );
}

/** @param {string} name */
const card = (name) => within(screen.getByRole('figure', { name }));
/** @param {string} name @param {RegExp} link */
const linkIn = (name, link) => card(name).getByRole('link', { name: link });

test('each figure has its value, its trend and the list behind it', () => {
  renderCards();
  const reply = linkIn('First reply', /^First reply 2.h 14.min/);
  expect(reply).toHaveAccessibleName(
    /Median of 8 first replies · 90 of 100 within 1.d 3.h 20.?% faster than in the 30 days before$/,
  );
  expect(reply).toHaveAttribute('href', '?tab=tickets&first_response_within=30');
  expect(linkIn('Resolution', /^Resolution 1.d 3.h/)).toHaveAttribute(
    'href',
    '?tab=tickets&status=resolved&status=closed&resolved_within=30',
  );
  expect(linkIn('Waiting now', /^Waiting now 5 Longest:/)).toHaveAttribute(
    'href',
    '?tab=tickets&awaiting=agent&ordering=waiting_since',
  );
});

test('each priority has its own median and list', () => {
  renderCards();
  expect(linkIn('First reply', /^Critical 12.min$/)).toHaveAttribute(
    'href',
    '?tab=tickets&priority=critical&first_response_within=30',
  );
  expect(linkIn('First reply', /^Low –$/)).toBeInTheDocument();
  expect(linkIn('Waiting now', /^Medium 3$/)).toHaveAttribute(
    'href',
    '?tab=tickets&priority=medium&awaiting=agent&ordering=waiting_since',
  );
});

test('what a figure means exactly is its description, and shows on focus', async () => {
  const user = userEvent.setup();
  renderCards();
  const reply = linkIn('First reply', /^First reply/);
  expect(reply).toHaveAccessibleDescription(/8 tickets got a first public reply .* \(UTC\)/);
  expect(reply).toHaveAccessibleDescription(/at most 2.h 14.min, .* estimated within 5 %/);
  reply.focus();
  expect(await screen.findByRole('tooltip')).toHaveTextContent(/Half of them took/);
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('tooltip')).not.toBeInTheDocument();
});

test('the numbers are also a table', async () => {
  const user = userEvent.setup();
  renderCards();
  await user.click(screen.getByRole('button', { name: 'Show as table: First reply' }));
  const rows = card('First reply').getAllByRole('row');
  expect(rows.map((row) => row.textContent?.replaceAll('\u00a0', ' '))).toEqual([
    'PriorityFirst repliesMedian90 of 100',
    'Critical212 min30 min',
    'High31 h 15 min2 h 30 min',
    'Medium311 h 7 min1 d 3 h',
    'Low0––',
    'All82 h 14 min1 d 3 h',
  ]);
});

test('without any there are words instead of figures', () => {
  renderCards({
    first_response: makeNoTimes(),
    resolution: makeNoTimes(),
    waiting: NOBODY_WAITS,
  });
  expect(card('First reply').getAllByText('No replies in this period yet.')).not.toHaveLength(0);
  expect(screen.getAllByText('Nothing resolved in this period yet.')).not.toHaveLength(0);
  expect(screen.getAllByText('Nobody is waiting for an agent.')).not.toHaveLength(0);
  expect(screen.queryByRole('link')).not.toBeInTheDocument();
});

test('all time has no trend, and the longest filter', () => {
  renderCards({ period: makeAllTime(), first_response: makeTimes({ previous: null }) });
  const reply = linkIn('First reply', /90 of 100 within 1.d 3.h$/);
  expect(reply).toHaveAttribute('href', '?tab=tickets&first_response_within=3660');
});

test('a server of an earlier release does not tell', () => {
  const { container } = renderCards({ first_response: undefined });
  expect(container).toBeEmptyDOMElement();
});
