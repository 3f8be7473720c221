import { dashboardCopy } from './copy.js';

/** Shown in place of a chart whose code could not be loaded. */
export function ChartMissing() {
  return <p className="chart-missing">{dashboardCopy.series.missing}</p>;
}
