import { expect, test } from '@playwright/test';

import { confirmedNumber, fieldButton, figure, rareWord, write, tab } from './support/product.js';

test.describe.configure({ mode: 'serial' });

test('an empty product invites to submit the first ticket', async ({ page }) => {
  await page.goto('/?tab=tickets');
  await expect(page.getByRole('heading', { name: 'No tickets yet' })).toBeVisible();
  await page.goto('/?tab=dashboard');
  await expect(page.getByRole('heading', { name: 'Nothing to count yet' })).toBeVisible();
  await page.goto('/?tab=tickets');
  await page.getByRole('link', { name: 'Submit the first one' }).click();
  await expect(page.getByRole('heading', { name: 'New ticket' })).toBeVisible();
});

test('the whole journey works without a model', async ({ page }) => {
  const word = rareWord();
  await page.goto('/');
  await write(page, { title: `First ${word}`, description: 'My card was charged twice.' });
  await expect(page.getByText('Category and priority')).toBeVisible();
  // The welcome above and the form promise nothing that cannot be had.
  await expect(page.getByText(/suggest/i)).toHaveCount(0);
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await expect(page.getByText('Choose a category.')).toBeVisible();
  await expect(page.getByText('Choose a priority.')).toBeVisible();
  await page.getByRole('radio', { name: 'Billing' }).check();
  await page.getByRole('radio', { name: 'High' }).check();
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  const id = await confirmedNumber(page);

  await page.getByRole('link', { name: 'View ticket list' }).click();
  await page.getByRole('searchbox', { name: 'Search tickets' }).fill(word);
  await expect(page.getByText('1 ticket', { exact: true })).toBeVisible();
  await fieldButton(page, 'Status', id).click();
  await page.getByRole('menuitemradio', { name: 'Closed' }).click();
  await expect(fieldButton(page, 'Status', id)).toHaveAccessibleName(/Closed/);

  await tab(page, 'Dashboard').click();
  await expect.poll(() => figure(page, 'Created')).toBe(1);
  // The change may still have been on its way when the figures were asked for.
  await expect.poll(() => figure(page, 'Open now')).toBe(0);
  await expect.poll(() => figure(page, 'Resolution rate')).toBe(100);
});
