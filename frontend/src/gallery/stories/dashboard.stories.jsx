import { CATEGORIES } from '../../api/vocabulary.js';
import { dashboardCopy } from '../../features/dashboard/copy.js';
import { StatsDashboard } from '../../features/dashboard/StatsDashboard.jsx';
import { ReportsSection } from '../../features/dashboard/reports/ReportsSection.jsx';
import { ResponseCards } from '../../features/dashboard/response/ResponseCards.jsx';
import { triageCopy } from '../../features/dashboard/triage/copy.js';
import { TriageSection } from '../../features/dashboard/triage/TriageSection.jsx';
import { busyReports, makeAgentFigures, makeReports } from '../../test/makeReports.js';
import { makeNoTimes, makeTimes, NOBODY_WAITS } from '../../test/makeTimes.js';
import { noTriage, stats, triage } from '../fixtures.js';
import { findElement } from '../interactions.js';
import {
  configLoaded,
  reportsFailed,
  reportsLoaded,
  statsFailed,
  statsLoaded,
} from '../queryFixtures.js';
import { storiesOf } from '../story.js';

const none = { critical: 0, high: 0, medium: 0, low: 0 };
const nothing = {
  ...stats,
  total_tickets: 0,
  open_tickets: 0,
  avg_tickets_per_day: 0,
  resolution_rate: null,
  priority_breakdown: none,
  created_per_day: [],
};

const render = () => <StatsDashboard />;

const CAUSES = /** @type {import('../../types').FailureCause[]} */ (Object.keys(triageCopy.causes));

/** @param {Partial<import('../../types').Triage>} [values] */
const suggesting = (values) => ({
  render: () => <TriageSection triage={{ ...triage, ...values }} period={stats.period} />,
  queries: [configLoaded()],
});

const boards = storiesOf(
  'StatsDashboard',
  {
    loading: {
      render,
      play: async (root) => void (await findElement(root, '.skeleton')),
    },
    ready: {
      render,
      queries: [configLoaded(), statsLoaded(stats), reportsLoaded(busyReports)],
      play: async (root) => void (await findElement(root, '.recharts-surface')),
    },
    stale: { render, queries: [statsLoaded(stats), statsFailed, reportsLoaded(busyReports)] },
    empty: { render, queries: [statsLoaded(nothing)] },
    failed: { render, queries: [statsFailed] },
  },
  { layout: 'fullscreen', view: { tab: 'dashboard' } },
);

/** @param {number} count */
const everywhere = (count) =>
  CATEGORIES.flatMap((suggested) => CATEGORIES.map((final) => ({ suggested, final, count })));

/** @param {Partial<import('../../types').Stats>} [values] */
const responding = (values) => ({
  render: () => <ResponseCards stats={{ ...stats, ...values }} />,
});

const NAMES = [
  'محمد عبد الرحمن الخوارزمي',
  'Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenbescheid',
  'Maximilian Alexander von und zu Hohenlohe-Schillingsfürst',
];
const many = makeReports({
  agents: {
    rows: Array.from({ length: 200 }, (_, index) =>
      makeAgentFigures(index + 1, NAMES[index] ?? `Agent ${index + 1}`, {
        taken: index * 1234,
        answered: index,
        waiting: 200 - index,
        is_active: index % 9 !== 0,
        first_response: { count: index, median_seconds: 61 * index, p90_seconds: 9_999 * index },
      }),
    ),
    left_out: 17,
    none: busyReports.agents.none,
  },
});

/** @param {import('../queryFixtures.js').QueryFixture[]} queries */
const reporting = (...queries) => ({
  render: () => (
    <div className="dashboard">
      <h1 className="visually-hidden">{dashboardCopy.heading}</h1>
      <ReportsSection period="30d" />
    </div>
  ),
  queries,
});

export const dashboard = [
  ...boards,
  // On pages of their own: their style sheet comes with them.
  ...storiesOf(
    'ReportsSection',
    {
      loading: reporting(),
      ready: reporting(reportsLoaded(busyReports)),
      many: reporting(reportsLoaded(many)),
      'nothing yet': reporting(reportsLoaded(makeReports())),
      stale: reporting(reportsLoaded(busyReports), reportsFailed),
      failed: reporting(reportsFailed),
    },
    { layout: 'fullscreen' },
  ),
  ...storiesOf('ResponseCards', {
    ready: responding(),
    'nothing yet': responding({
      first_response: makeNoTimes(),
      resolution: makeNoTimes(),
      waiting: NOBODY_WAITS,
    }),
    'long times': responding({
      first_response: makeTimes({ count: 123_456, median_seconds: 31_000_000, p90_seconds: 99e6 }),
    }),
  }),
  ...storiesOf('TriageSection', {
    ready: suggesting(),
    'no tickets yet': suggesting({ ...noTriage, asked: 4, answered: 4, cached: 4 }),
    'nothing answered': suggesting({
      ...noTriage,
      asked: 1820,
      latency_p50_ms: 7990,
      latency_p95_ms: 8000,
      cost: 0,
      failures: CAUSES.map((cause, index) => ({ cause, count: 20 * (CAUSES.length - index) })),
    }),
    'all kept': suggesting({
      accepted: triage.offered,
      overridden: 0,
      category: [{ suggested: 'technical', final: 'technical', count: triage.offered }],
      priority: [{ suggested: 'high', final: 'high', count: triage.offered }],
      failures: [],
    }),
    'large numbers': suggesting({
      offered: 197_520,
      accepted: 49_380,
      category: everywhere(12_345),
      asked: 1_234_567,
      answered: 1_234_000,
      cached: 123_456,
      latency_p95_ms: 12_345,
      cost: 1234.5,
    }),
    'nothing asked': suggesting(noTriage),
  }),
];
