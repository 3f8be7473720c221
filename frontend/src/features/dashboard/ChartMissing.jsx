import { dashboardCopy } from './copy.js';

/** In place of a chart whose code did not come. */
export function ChartMissing() {
  return <p className="chart-missing">{dashboardCopy.series.missing}</p>;
}
