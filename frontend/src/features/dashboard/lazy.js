import { afterPaint, optionalComponent } from '../../ui/lazyCode.js';
import { ChartMissing } from './ChartMissing.jsx';

/**
 * The line chart, in a chunk of its own: it weighs more than the rest of the product. Where it does
 * not come, the figures and tables do without.
 */
export const SeriesChart = optionalComponent(async () => {
  await afterPaint();
  return (await import('./SeriesChart.jsx')).SeriesChart;
}, ChartMissing);

/** How good the suggestions are, in a chunk of its own: it lies below all else on the dashboard. */
export const TriageSection = optionalComponent(async () => {
  await afterPaint();
  return (await import('./triage/TriageSection.jsx')).TriageSection;
});
