import { expect, test } from '@playwright/test';

import { confirmedNumber, write } from './support/product.js';

test('a private link outlives a reload and a way back', async ({ page }) => {
  await page.goto('/');
  await write(page, { title: 'The door', description: 'It squeaks.' });
  await page.getByRole('radio', { name: 'General' }).check();
  await page.getByRole('radio', { name: 'Low' }).check();
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  const id = await confirmedNumber(page);
  const link = page.getByRole('link', { name: /\?request=/ });
  const address = String(await link.getAttribute('href'));

  await page.reload();
  await expect(link).toHaveAttribute('href', address);
  await expect(page.getByText(`Your private link to ticket #${id}`)).toBeVisible();
  await page.goto(address);
  await expect(page.getByText('We have it and will look at it.')).toBeVisible();
  await page.goBack();
  await expect(link).toHaveAttribute('href', address);
  await page.getByRole('button', { name: 'I have it' }).click();
  await expect(link).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'New ticket' })).toBeVisible();
  await expect(link).toHaveCount(0);
});
