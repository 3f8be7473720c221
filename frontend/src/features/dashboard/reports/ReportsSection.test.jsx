import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';

import { noFigures, busyReports, makeReports } from '../../../test/makeReports.js';
import { renderProduct } from '../../../test/render.jsx';
import { REPORTS, backend, refusal, server } from '../../../test/server.js';
import { ReportsSection } from './ReportsSection.jsx';

/** @param {import('../../../types').Reports} reports */
const answer = (reports) => server.use(http.get(REPORTS, () => HttpResponse.json(reports)));

/** @param {import('../../../types').Reports} reports @param {import('../../../types').Period} [period] */
async function open(reports, period = '30d') {
  answer(reports);
  renderProduct(<ReportsSection period={period} />);
  return screen.findByRole('table', { name: 'Agents and teams: Agents' });
}

const names = () =>
  screen
    .getAllByRole('rowheader')
    .map(({ textContent }) => textContent)
    .filter((name) => !/days|Today/.test(name ?? ''));

/** @param {string} name */
const cellsOf = (name) =>
  within(/** @type {HTMLElement} */ (screen.getByRole('rowheader', { name }).closest('tr')))
    .getAllByRole('cell')
    .map(({ textContent }) => textContent?.replaceAll('\u00a0', ' '));

/** @param {string} name @param {number} column */
const linkOf = (name, column) =>
  within(
    within(
      /** @type {HTMLElement} */ (screen.getByRole('rowheader', { name }).closest('tr')),
    ).getAllByRole('cell')[column],
  ).queryByRole('link');

/** @param {Blob} blob @returns {Promise<ArrayBuffer>} */
const contentOf = (blob) =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(/** @type {ArrayBuffer} */ (reader.result));
    reader.readAsArrayBuffer(blob);
  });

/** Return the file that a press on the button makes. @param {string} name */
async function download(name) {
  const make = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:file');
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  await userEvent.click(screen.getByRole('button', { name: `Download CSV: ${name}` }));
  expect(click).toHaveBeenCalledOnce();
  const blob = /** @type {Blob} */ (make.mock.calls[0][0]);
  const bytes = new Uint8Array(await contentOf(blob));
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const [link] = click.mock.contexts;
  return {
    file: /** @type {HTMLAnchorElement} */ (link).download,
    text: new TextDecoder().decode(bytes),
  };
}

test('each figure opens the tickets that it counts, and nothing is no link', async () => {
  await open(busyReports);
  expect(cellsOf('Ada')).toEqual(['4', '0', '0', '3', '15 min', '2 h', '0']);
  const expected = [
    '?tab=tickets&assigned_within=30&assignee=7',
    null,
    null,
    '?tab=tickets&first_response_within=30&assignee=7',
    '?tab=tickets&first_response_within=30&assignee=7',
    '?tab=tickets&first_response_within=30&assignee=7',
    null,
  ];
  expect(expected.map((_, column) => linkOf('Ada', column)?.getAttribute('href') ?? null)).toEqual(
    expected,
  );
  expect(linkOf('=Bob', 1)).toHaveAttribute('href', '?tab=tickets&answered_within=30&assignee=9');
  expect(linkOf('Nobody', 6)).toHaveAttribute(
    'href',
    '?tab=tickets&assignee=none&awaiting=agent&ordering=waiting_since',
  );
  expect(screen.getByRole('rowheader', { name: 'Cy Left' })).toBeVisible();
});

test('teams have a table of their own, and say which are closed', async () => {
  await open(busyReports);
  await userEvent.click(screen.getByRole('radio', { name: 'Teams' }));
  expect(screen.getByRole('table', { name: 'Agents and teams: Teams' })).toBeVisible();
  expect(names()).toEqual([expect.stringContaining('Legal'), 'No team']);
  expect(screen.getByText('closed')).toBeVisible();
  expect(screen.getByText('and 3 more')).toBeVisible();
  expect(linkOf('Legal closed', 0)).toHaveAttribute(
    'href',
    '?tab=tickets&assigned_within=30&team=2',
  );
});

test('a column sorts, the largest first; nobody and what was not measured stay last', async () => {
  await open(busyReports);
  const head = () => screen.getByRole('columnheader', { name: 'Taken' });
  expect(head()).not.toHaveAttribute('aria-sort');
  expect(screen.getByRole('columnheader', { name: 'Agent' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await userEvent.click(within(head()).getByRole('button'));
  expect(head()).toHaveAttribute('aria-sort', 'descending');
  expect(names()).toEqual(['=Bob', 'Ada', 'CyLeft', 'Nobody']);
  await userEvent.click(within(head()).getByRole('button'));
  expect(head()).toHaveAttribute('aria-sort', 'ascending');
  expect(names()).toEqual(['CyLeft', 'Ada', '=Bob', 'Nobody']);
  await userEvent.click(screen.getByRole('button', { name: 'Median' }));
  expect(names()).toEqual(['Ada', 'CyLeft', '=Bob', 'Nobody']);
  await userEvent.click(screen.getByRole('button', { name: 'Median' }));
  expect(names()).toEqual(['CyLeft', 'Ada', '=Bob', 'Nobody']);
});

test('the open tickets open by their age', async () => {
  await open(busyReports);
  const chart = screen.getByRole('figure', { name: 'Open tickets by age' });
  expect(chart).toHaveAccessibleDescription(
    'Today 6, 1–2 days 4, 3–6 days 0, 7–29 days 2, 30 days or more 1.',
  );
  const links = within(chart).getAllByRole('link');
  const base = '?tab=tickets&status=open&status=in_progress';
  expect(links.map((link) => link.getAttribute('href'))).toEqual(
    [
      'created_within=1',
      'created_within=3&older_than=1',
      'created_within=7&older_than=3',
      'created_within=30&older_than=7',
      'older_than=30',
    ].map((days) => `${base}&${days}&ordering=created_at`),
  );
});

test('a table is downloaded as it is sorted, with numbers, and without formulas', async () => {
  await open(busyReports);
  await userEvent.click(screen.getByRole('button', { name: 'Taken' }));
  const { file, text } = await download('Agents');
  expect(file).toBe('ticketflow-agents-2026-02-01-2026-03-02.csv');
  expect(text.split('\r\n')).toEqual([
    'Agent,Taken,Answered,Resolved,First replies,Median (seconds),90 of 100 (seconds),Waiting now',
    "'=Bob,12,1234,2,0,,,1",
    'Ada,4,0,0,3,900,7200,0',
    'Cy,0,0,0,1,60,60,0',
    'Nobody,0,0,0,0,,,5',
    '',
  ]);
});

test('a chart is downloaded with its numbers', async () => {
  await open(busyReports);
  await userEvent.click(screen.getByRole('button', { name: 'Show as table: Open tickets by age' }));
  const { file, text } = await download('Open tickets by age');
  expect(file).toBe('ticketflow-open-tickets-by-age-2026-03-02.csv');
  expect(text).toBe(
    'Age,Tickets\r\nToday,6\r\n1–2 days,4\r\n3–6 days,0\r\n7–29 days,2\r\n30 days or more,1\r\n',
  );
});

test('all time is told as a year, which the server keeps', async () => {
  await open(makeReports({ ...busyReports, days: 365 }), 'all');
  expect(backend.asked('GET', REPORTS)[0].url.search).toBe('?days=365');
  expect(screen.getByText('The last 365 days (UTC), today included')).toBeVisible();
});

test('an office without figures has a sentence', async () => {
  answer(makeReports());
  renderProduct(<ReportsSection period="7d" />);
  expect(await screen.findByText(/^Figures appear once somebody/)).toBeVisible();
  expect(screen.getByText('No ticket is open.', { selector: '.response-empty' })).toBeVisible();
  expect(screen.queryByRole('link')).not.toBeInTheDocument();
});

test('nobody is a row even alone', async () => {
  const none = { ...noFigures(), waiting: 5 };
  await open(makeReports({ agents: { rows: [], left_out: 0, none } }));
  expect(names()).toEqual(['Nobody']);
});

test('what cannot be loaded says so, and can be tried again', async () => {
  server.use(http.get(REPORTS, () => refusal(500)));
  renderProduct(<ReportsSection period="30d" />);
  const again = await screen.findByRole('button', { name: 'Try again' });
  expect(screen.getByRole('heading', { level: 3 })).toHaveTextContent(
    'We couldn’t load the report.',
  );
  answer(busyReports);
  await userEvent.click(again);
  await waitFor(() => expect(screen.getByRole('rowheader', { name: 'Ada' })).toBeVisible());
});
