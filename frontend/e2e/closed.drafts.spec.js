import { expect, test } from '@playwright/test';

import { endSession, fillSignIn, join, PASSWORD, signOut } from './support/agents.js';
import { makeTicket } from './support/closedTickets.js';

/** @param {import('@playwright/test').Page} page @param {'Reply' | 'Internal note'} kind */
const box = (page, kind) => page.getByRole('textbox', { name: kind });

test('drafts outlive signing out, and nobody else sees them', async ({ page }) => {
  test.setTimeout(90_000);
  const email = await join(page, 'First');
  const { id } = await makeTicket(page);
  await page.goto(`/?tab=tickets&ticket=${id}`);
  await page.getByRole('radio', { name: 'Internal note' }).check({ force: true });
  await box(page, 'Internal note').fill('Half a note');
  await expect(page.getByText('Draft saved')).toBeVisible();
  await page.getByRole('radio', { name: 'Reply' }).check({ force: true });
  await box(page, 'Reply').fill('Half a reply');
  await expect(page.getByText('Draft saved')).toBeVisible();
  await signOut(page);
  await expect(page.getByText(/^Half a/)).toHaveCount(0);

  await join(page, 'Second');
  await page.goto(`/?tab=tickets&ticket=${id}`);
  await expect(box(page, 'Reply')).toHaveValue('');
  await box(page, 'Reply').fill('Something else');
  await expect(page.getByText('Draft saved')).toBeVisible();
  await signOut(page);

  await fillSignIn(page, email);
  await expect(page.getByRole('button', { name: 'Account: First' })).toBeVisible();
  await page.goto(`/?tab=tickets&ticket=${id}`);
  await expect(box(page, 'Reply')).toHaveValue('Half a reply');
  await page.getByRole('radio', { name: 'Internal note' }).check({ force: true });
  await expect(box(page, 'Internal note')).toHaveValue('Half a note');
});

test('a reply that is sent after the session has ended arrives once, after signing in', async ({
  page,
}) => {
  await join(page);
  const { id } = await makeTicket(page);
  await page.goto(`/?tab=tickets&ticket=${id}`);
  await box(page, 'Reply').fill('We look into it.');
  await endSession(page);
  await box(page, 'Reply').press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: 'Please sign in again' });
  await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('Reply sent.', { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.locator('.message').getByText('We look into it.')).toHaveCount(1);
});
