import { copy } from '../lib/copy.js';

/** In place of a chart whose code did not come. */
export function ChartMissing() {
  return <p className="chart-missing">{copy.dashboard.series.missing}</p>;
}
