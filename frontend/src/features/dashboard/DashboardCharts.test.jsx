import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';

import { ViewProvider } from '../../domain/view/ViewProvider.jsx';
import { makeAllTime, makePeriod } from '../../test/makePeriod.js';
import { DashboardCharts } from './DashboardCharts.jsx';

afterEach(cleanup);

/** @param {import('../../types').Stats['period']} period */
const renderCharts = (period) =>
  render(
    <ViewProvider>
      <DashboardCharts period={period} />
    </ViewProvider>,
    { wrapper: NuqsTestingAdapter },
  );

/** @param {string} name */
const chart = (name) => screen.getByRole('figure', { name });

/** @param {string} name */
const barsOf = (name) =>
  within(chart(name))
    .getAllByRole('link')
    .map(({ textContent }) => textContent);

/** @param {string} name */
function rowsOf(name) {
  const table = within(chart(name)).getByRole('table', { name });
  return within(table)
    .getAllByRole('row')
    .map((row) => [...row.children].map(({ textContent }) => textContent));
}

test('each chart says in a sentence what it shows', () => {
  renderCharts(makePeriod());
  expect(chart('Created and resolved')).toHaveAccessibleDescription(
    /^Created 6 and resolved 3 in 30 days\. Created was highest on .*11.* with 4\.$/,
  );
  expect(chart('Tickets by priority')).toHaveAccessibleDescription(
    'Critical 3, High 0, Medium 2, Low 1.',
  );
});

test.each([
  [makePeriod({ time_zone: 'America/Los_Angeles' }), 'By day, America/Los_Angeles'],
  [makeAllTime({ time_zone: 'Asia/Kathmandu' }), 'By month, Asia/Kathmandu'],
  [makePeriod(), 'By day, UTC'],
])('a chart over time says whose days it has', (period, note) => {
  renderCharts(period);
  expect(within(chart('Created and resolved')).getByText(note)).toBeVisible();
});

test('all time is told by month', () => {
  renderCharts(makeAllTime());
  expect(chart('Created and resolved')).toHaveAccessibleDescription(
    /^Created 6 and resolved 3 in all\. Created was highest in .*2026 with 4\.$/,
  );
});

test('priorities go from critical to low, categories by size, and each bar has its list', () => {
  renderCharts(makePeriod());
  expect(barsOf('Tickets by priority')).toEqual(['Critical 3', 'High 0', 'Medium 2', 'Low 1']);
  expect(barsOf('Tickets by category')).toEqual([
    'Technical 4',
    'Billing 1',
    'Account 1',
    'General 0',
  ]);
  expect(barsOf('Tickets by status')).toEqual([
    'Open 2',
    'In progress 1',
    'Resolved 2',
    'Closed 1',
  ]);
  expect(screen.getByRole('link', { name: 'Critical 3' })).toHaveAttribute(
    'href',
    '?tab=tickets&priority=critical&created_within=30',
  );
});

test('the numbers of a chart can be had as a table, by a button that keeps its name', async () => {
  const user = userEvent.setup();
  renderCharts(makePeriod());
  const button = screen.getByRole('button', { name: 'Show as table: Tickets by priority' });
  expect(button).toHaveAttribute('aria-pressed', 'false');
  expect(screen.queryByRole('table')).not.toBeInTheDocument();

  await user.click(button);
  expect(button).toHaveAttribute('aria-pressed', 'true');
  expect(button).toHaveAccessibleName('Show as table: Tickets by priority');
  expect(within(chart('Tickets by priority')).queryByRole('link')).not.toBeInTheDocument();
  expect(rowsOf('Tickets by priority')).toEqual([
    ['Priority', 'Tickets', 'Share'],
    ['Critical', '3', expect.stringMatching(/^50.?%$/)],
    ['High', '0', expect.stringMatching(/^0.?%$/)],
    ['Medium', '2', expect.stringMatching(/^33.?%$/)],
    ['Low', '1', expect.stringMatching(/^17.?%$/)],
  ]);

  await user.click(button);
  expect(screen.queryByRole('table')).not.toBeInTheDocument();
});

test('the table of days has every day, the newest first', async () => {
  const user = userEvent.setup();
  renderCharts(makePeriod());
  await user.click(screen.getByRole('button', { name: 'Show as table: Created and resolved' }));
  const rows = rowsOf('Created and resolved');
  expect(rows).toHaveLength(31);
  expect(rows[0]).toEqual(['Day', 'Created', 'Resolved']);
  expect(rows[1].slice(1)).toEqual(['4', '3']);
  expect(rows[2].slice(1)).toEqual(['0', '0']);
});

test('a period without tickets says so, and has a way to those there are', () => {
  renderCharts(makePeriod({ created: 0, resolved: 0, series: [] }));
  expect(screen.getByRole('heading', { name: 'No tickets in this period' })).toBeInTheDocument();
  expect(screen.queryByRole('figure')).not.toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Show all time' })).toHaveAttribute(
    'href',
    '?tab=dashboard&period=all',
  );
});

test('a period in which tickets were only resolved still has its charts', () => {
  renderCharts(makePeriod({ created: 0, resolved: 3 }));
  expect(chart('Created and resolved')).toBeInTheDocument();
});
