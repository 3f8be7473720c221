import { StatsDashboard } from '../../components/StatsDashboard.jsx';
import { stats } from '../fixtures.js';
import { find } from '../hands.js';
import { figured, figuresFailed } from '../seeds.js';
import { inStates } from '../specimen.js';

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

export const dashboard = inStates(
  'StatsDashboard',
  {
    loading: {
      render,
      play: async (root) => void (await find(root, '.skeleton')),
    },
    ready: {
      render,
      seeds: [figured(stats)],
      play: async (root) => void (await find(root, '.recharts-surface')),
    },
    stale: { render, seeds: [figured(stats), figuresFailed] },
    empty: { render, seeds: [figured(nothing)] },
    failed: { render, seeds: [figuresFailed] },
  },
  { alone: 'page', at: { tab: 'dashboard' } },
);
