import { expect, test } from '@playwright/test';
import axios from 'axios';

import { rareWord } from './support/product.js';

/** The calls of the API's first clients, which know neither pages nor versions. */
test('plain axios calls work as they always did', async ({ baseURL }) => {
  const client = axios.create({
    baseURL: `${baseURL}/api`,
    headers: { 'Content-Type': 'application/json' },
  });
  const word = rareWord();
  const created = await client.post('/tickets/', {
    title: `Refund ${word}`,
    description: 'Please refund the invoice.',
    category: 'billing',
    priority: 'high',
  });
  expect(created.status).toBe(201);
  expect(created.data).toMatchObject({ title: `Refund ${word}`, status: 'open' });

  const list = await client.get('/tickets/', { params: { search: word, category: 'billing' } });
  expect(Array.isArray(list.data)).toBe(true);
  expect(list.data.map((/** @type {{ id: number }} */ ticket) => ticket.id)).toEqual([
    created.data.id,
  ]);

  const changed = await client.patch(`/tickets/${created.data.id}/`, { status: 'in_progress' });
  expect(changed.data.status).toBe('in_progress');

  const stats = (await client.get('/tickets/stats/')).data;
  for (const key of ['total_tickets', 'open_tickets', 'avg_tickets_per_day']) {
    expect(typeof stats[key]).toBe('number');
  }
  expect(Object.keys(stats.priority_breakdown).sort()).toEqual([
    'critical',
    'high',
    'low',
    'medium',
  ]);
  expect(Object.keys(stats.category_breakdown).sort()).toEqual([
    'account',
    'billing',
    'general',
    'technical',
  ]);

  const suggestion = await client.post('/tickets/classify/', {
    description: 'I was charged twice',
  });
  // It may tell more, which they never look at.
  expect(suggestion.data).toMatchObject({
    suggested_category: 'billing',
    suggested_priority: 'high',
  });
});
