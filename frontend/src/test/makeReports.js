/**
 * @typedef {import('../types').Reports} Reports
 * @typedef {import('../types').ReportFigures} ReportFigures
 */

/** @returns {ReportFigures} */
export const noFigures = () => ({
  taken: 0,
  answered: 0,
  resolved: 0,
  waiting: 0,
  first_response: { count: 0, median_seconds: null, p90_seconds: null },
});

/**
 * Return the report of an office where nothing has happened, but for what is given.
 * @param {Partial<Reports>} [values]
 * @returns {Reports}
 */
export const makeReports = (values = {}) => ({
  days: 30,
  since: '2026-02-01',
  until: '2026-03-02',
  time_zone: 'UTC',
  agents: { rows: [], left_out: 0, none: noFigures() },
  teams: { rows: [], left_out: 0, none: noFigures() },
  backlog: [
    { older_than: null, created_within: 1, count: 0 },
    { older_than: 1, created_within: 3, count: 0 },
    { older_than: 3, created_within: 7, count: 0 },
    { older_than: 7, created_within: 30, count: 0 },
    { older_than: 30, created_within: null, count: 0 },
  ],
  ...values,
});

/**
 * Return the figures of an agent.
 * @param {number} id
 * @param {string} name
 * @param {Partial<ReportFigures> & { is_active?: boolean }} [figures]
 */
export const makeAgentFigures = (id, name, figures = {}) => ({
  id,
  name,
  is_active: true,
  ...noFigures(),
  ...figures,
});

/** @param {number} count @param {number} median @param {number} most */
const replies = (count, median, most) => ({
  count,
  median_seconds: median,
  p90_seconds: most,
});

/** The report of a small office. */
export const busyReports = makeReports({
  agents: {
    rows: [
      makeAgentFigures(7, 'Ada', { taken: 4, first_response: replies(3, 900, 7200) }),
      makeAgentFigures(9, '=Bob', { taken: 12, answered: 1234, resolved: 2, waiting: 1 }),
      makeAgentFigures(8, 'Cy', { is_active: false, first_response: replies(1, 60, 60) }),
    ],
    left_out: 0,
    none: { ...noFigures(), waiting: 5 },
  },
  teams: {
    rows: [{ id: 2, name: 'Legal', is_closed: true, ...noFigures(), taken: 1 }],
    left_out: 3,
    none: noFigures(),
  },
  backlog: [
    { older_than: null, created_within: 1, count: 6 },
    { older_than: 1, created_within: 3, count: 4 },
    { older_than: 3, created_within: 7, count: 0 },
    { older_than: 7, created_within: 30, count: 2 },
    { older_than: 30, created_within: null, count: 1 },
  ],
});
