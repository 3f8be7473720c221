import { lazy } from 'react';

import { ChartMissing } from './ChartMissing.jsx';

// Starts with the dashboard's own code, beside the request for the figures.
const code = import('./SeriesChart.jsx');
code.catch(() => {});

/**
 * The line chart, in a chunk of its own: it weighs more than the rest of the product. Where it does
 * not come, the figures and tables do without.
 */
export const SeriesChart = lazy(async () => {
  try {
    return { default: (await code).SeriesChart };
  } catch {
    return { default: ChartMissing };
  }
});
