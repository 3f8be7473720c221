import { expect, test } from '@playwright/test';

import {
  choose,
  fillSignIn,
  inviteAdmin,
  choosePassword,
  prove,
  signInHeading,
  signOut,
  totp,
} from './support/agents.js';
import { rows } from './support/product.js';
import { complaintsOf, installHelper } from './support/translator.js';

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page */
const waiting = (page) => page.getByRole('region', { name: 'Shown only once' });

/** @param {Page} page */
const closeDialog = (page) => page.getByRole('button', { name: 'Close', exact: true }).click();

test('accounts work on a page that is translated all the time', async ({ page }) => {
  test.setTimeout(240_000);
  const heard = complaintsOf(page);
  await installHelper(page, 'translate');
  const { email, address } = inviteAdmin();
  await choosePassword(page, address);
  await expect(rows(page).first()).toBeVisible();

  await choose(page, 'API tokens…');
  await page.getByRole('button', { name: 'Make a token' }).click();
  await expect(page.getByText('Give it a name.')).toBeVisible();
  await page.getByLabel('Name').fill('Import');
  await page.getByRole('button', { name: 'Make a token' }).click();
  await prove(page);
  const token = await page.getByRole('group', { name: 'Token' }).innerText();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(token)).toHaveCount(0);
  await page.getByRole('button', { name: 'Revoke token: Import' }).click();
  await expect(page.getByText('No tokens yet.')).toBeVisible();
  await closeDialog(page);

  await choose(page, 'Devices and sessions…');
  await expect(page.getByText('This device')).toBeVisible();
  await closeDialog(page);
  await choose(page, 'Audit trail…');
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await page.getByLabel('What', { exact: true }).selectOption({ index: 1 });
  await expect(page.getByText(/Nothing matches|\d+ event/).first()).toBeVisible();
  await closeDialog(page);

  await choose(page, 'Two-step sign-in…');
  await page.getByRole('button', { name: 'Set up' }).click();
  const secret = await page.getByRole('group', { name: 'Key' }).innerText();
  await page.getByLabel('Code that the app shows').fill(totp(secret));
  await page.getByRole('button', { name: 'Turn on' }).click();
  const codes = await page.getByRole('group', { name: 'Recovery codes' }).innerText();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('10 of 10 left')).toBeVisible();
  await closeDialog(page);

  await signOut(page);
  await fillSignIn(page, email, 'wrong');
  await expect(page.getByText('Address or password is wrong.')).toBeVisible();
  await fillSignIn(page, email);
  await page.getByLabel('Code', { exact: true }).fill(codes.split('\n')[0]);
  await page.keyboard.press('Enter');
  await expect(rows(page).first()).toBeVisible();
  await expect(page.getByText('This part stopped working')).toHaveCount(0);
  expect(heard).toEqual([]);
});

test('a token waits through a reload, and is nobody else’s', async ({ page }) => {
  const { address } = inviteAdmin();
  await choosePassword(page, address);
  await choose(page, 'API tokens…');
  await page.getByLabel('Name').fill('Import');
  await page.getByRole('button', { name: 'Make a token' }).click();
  await prove(page);
  const token = await page.getByRole('group', { name: 'Token' }).innerText();
  await page.reload();
  await expect(waiting(page)).toContainText(token);
  await expect(waiting(page)).toContainText('API token: Import');
  await page.goto('/?tab=dashboard');
  await expect(waiting(page)).toContainText(token);
  await page.goBack();
  await expect(waiting(page)).toContainText(token);
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(stored).not.toContain(token);

  await signOut(page);
  await expect(signInHeading(page)).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain(token);
  await expect(waiting(page)).toHaveCount(0);
  await choosePassword(page, inviteAdmin().address);
  await expect(waiting(page)).toHaveCount(0);
});

test('recovery codes wait until they are kept', async ({ page }) => {
  const { address } = inviteAdmin();
  await choosePassword(page, address);
  await choose(page, 'Two-step sign-in…');
  await page.getByRole('button', { name: 'Set up' }).click();
  const secret = await page.getByRole('group', { name: 'Key' }).innerText();
  await page.getByLabel('Code that the app shows').fill(totp(secret));
  await page.getByRole('button', { name: 'Turn on' }).click();
  await prove(page);
  const codes = await page.getByRole('group', { name: 'Recovery codes' }).innerText();
  await page.reload();
  await expect(waiting(page)).toContainText(codes.split('\n')[0]);
  await page.getByRole('button', { name: 'I have it' }).click();
  await page.reload();
  await expect(rows(page).first()).toBeVisible();
  await expect(waiting(page)).toHaveCount(0);
});
