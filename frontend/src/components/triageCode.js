import { lazy } from 'react';

import { afterPaint } from '../lib/afterPaint.js';

/**
 * How good the suggestions are, in a chunk of its own: it lies below all else on the dashboard.
 * Where it does not come, the rest does without.
 */
export const TriageSection = lazy(async () => {
  await afterPaint();
  try {
    return {
      default: (await import('../features/dashboard/triage/TriageSection.jsx')).TriageSection,
    };
  } catch {
    return { default: () => null };
  }
});
