import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';

import { ViewProvider } from '../../domain/view/ViewProvider.jsx';
import { makeAllTime, makePeriod } from '../../test/makePeriod.js';
import { Figures } from './Figures.jsx';

afterEach(cleanup);

/** @param {import('../../types').Stats['period']} period */
function renderFigures(period) {
  const status_breakdown = { open: 20, in_progress: 8, resolved: 4, closed: 1 };
  const stats = /** @type {import('../../types').Stats} */ ({ status_breakdown, period });
  return render(
    <ViewProvider>
      <Figures stats={stats} />
    </ViewProvider>,
    { wrapper: NuqsTestingAdapter },
  );
}

/** @param {RegExp} name */
const figure = (name) => screen.getByRole('link', { name });

test('each figure has its value, its trend and the list behind it', () => {
  renderFigures(makePeriod());
  expect(figure(/^Created 6 50.?% fewer than in the 30 days before$/)).toHaveAttribute(
    'href',
    '?tab=tickets&created_within=30',
  );
  expect(figure(/^Open now 28 3 more created than resolved in 30 days$/)).toHaveAttribute(
    'href',
    '?tab=tickets&status=open&status=in_progress',
  );
  expect(figure(/^Per day 0.2 0.2 fewer than/)).toHaveAttribute(
    'href',
    '?tab=tickets&created_within=30',
  );
  expect(figure(/^Resolution rate 50.?% 25 points higher than/)).toHaveAttribute(
    'href',
    '?tab=tickets&status=resolved&status=closed&resolved_within=30',
  );
});

test('all time has lists without a limit, and no trend', () => {
  renderFigures(makeAllTime());
  expect(figure(/^Created 6$/)).toHaveAttribute('href', '?tab=tickets');
  expect(figure(/^Resolution rate 50.?%$/)).toHaveAttribute(
    'href',
    '?tab=tickets&status=resolved&status=closed',
  );
});

test('a rate without tickets is not called 0 %', () => {
  renderFigures(makePeriod({ created: 0, resolution_rate: null }));
  expect(figure(/^Resolution rate None yet No comparison yet$/)).toBeInTheDocument();
});

test('what a figure means is its description, and shows on focus until Esc', async () => {
  const user = userEvent.setup();
  renderFigures(makePeriod());
  expect(figure(/^Per day/)).toHaveAccessibleDescription(/divided by 30/);
  expect(screen.queryByRole('tooltip')).not.toBeInTheDocument();
  await user.tab();
  expect(figure(/^Created/)).toHaveFocus();
  expect(await screen.findByRole('tooltip')).toHaveTextContent(/^Tickets created in the last 30/);
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('tooltip')).not.toBeInTheDocument();
});

test('what a figure means names the time zone of the days', () => {
  renderFigures(makePeriod({ time_zone: 'America/Los_Angeles' }));
  expect(figure(/^Created/)).toHaveAccessibleDescription(/30 days \(America\/Los_Angeles\)/);
});

test('what a figure means shows on hover', async () => {
  const user = userEvent.setup();
  renderFigures(makePeriod());
  await user.hover(figure(/^Resolution rate/));
  expect(await screen.findByRole('tooltip')).toHaveTextContent(/percentage points/);
});
