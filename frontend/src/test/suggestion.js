import { screen } from '@testing-library/react';

import { CLASSIFY, backend } from './server.js';

/** @type {import('../types').Suggestion} */
export const SUGGESTION = { suggested_category: 'billing', suggested_priority: 'high' };

/** Return the texts that were sent to be classified. */
export const texts = () =>
  backend
    .asked('POST', CLASSIFY)
    .map(({ body }) => /** @type {{ description: string }} */ (body).description);

export const suggested = () => screen.findByText('Suggested from your description');
