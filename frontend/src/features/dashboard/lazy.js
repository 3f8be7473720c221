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

/** The figures of agents and teams, which have a request of their own, and most of it in a table. */
export const ReportsSection = optionalComponent(async () => {
  await afterPaint();
  return (await import('./reports/ReportsSection.jsx')).ReportsSection;
});

/** The quality of the suggestions, in a chunk of its own: it is at the end of the dashboard. */
export const TriageSection = optionalComponent(async () => {
  await afterPaint();
  return (await import('./triage/TriageSection.jsx')).TriageSection;
});
