import { afterPaint, optionalComponent } from '../../ui/lazyCode.js';
import { ChartMissing } from './ChartMissing.jsx';

/**
 * The line chart, in a chunk of its own: it weighs more than the rest of the product. If it does
 * not load, the figures and tables still do.
 */
export const SeriesChart = optionalComponent(async () => {
  await afterPaint();
  return (await import('./SeriesChart.jsx')).SeriesChart;
}, ChartMissing);

/** The quality of the suggestions, in a chunk of its own: it is at the end of the dashboard. */
export const TriageSection = optionalComponent(async () => {
  await afterPaint();
  return (await import('./triage/TriageSection.jsx')).TriageSection;
});
