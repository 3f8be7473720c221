import { lazy } from 'react';

import { afterPaint } from '../../lib/afterPaint.js';
import { ChartMissing } from './ChartMissing.jsx';

/**
 * The line chart, in a chunk of its own: it weighs more than the rest of the product. Where it does
 * not come, the figures and tables do without.
 */
export const SeriesChart = lazy(async () => {
  await afterPaint();
  try {
    return { default: (await import('./SeriesChart.jsx')).SeriesChart };
  } catch {
    return { default: ChartMissing };
  }
});
