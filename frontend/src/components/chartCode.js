import { lazy } from 'react';

// Starts with the dashboard's own code, beside the request for the figures.
const code = import('./charts.jsx');

/** The charts, in a chunk of their own: they weigh more than the rest of the product. */
export const CreatedChart = lazy(async () => ({ default: (await code).CreatedChart }));
export const BarsChart = lazy(async () => ({ default: (await code).BarsChart }));
