import { expect, test } from '@playwright/test';

import {
  PASSWORD,
  accountButton,
  choose,
  choosePassword,
  fillSignIn,
  invite,
  inviteAdmin,
  join,
  prove,
  signInHeading,
  signOut,
} from './support/agents.js';
import { rows } from './support/product.js';

/** @typedef {import('@playwright/test').Page} Page */

test('an API token is shown once, does what its scope says, and can be revoked', async ({
  page,
  playwright,
  baseURL,
}) => {
  await join(page);
  await choose(page, 'API tokens…');
  await expect(page.getByText('No tokens yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Make a token' }).click();
  await expect(page.getByText('Give it a name.')).toBeVisible();
  await page.getByLabel('Name').fill('Import');
  await expect(page.getByRole('radio', { name: 'Read' })).toBeChecked();
  await page.getByLabel('Valid for').selectOption('7 days');
  await page.getByRole('button', { name: 'Make a token' }).click();
  await prove(page);
  const token = await page.getByRole('group', { name: 'Token' }).innerText();
  const program = await playwright.request.newContext({
    baseURL,
    extraHTTPHeaders: { Authorization: `Bearer ${token}` },
  });
  expect((await program.get('/api/tickets/')).status()).toBe(200);
  expect((await program.post('/api/tickets/bulk/', { data: {} })).status()).toBe(403);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(token)).toHaveCount(0);
  const row = page.getByRole('listitem').filter({ hasText: 'Import' });
  await expect(row).toContainText('Read');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await choose(page, 'API tokens…');
  await expect(row).toContainText('last used just now');
  await page.getByRole('button', { name: 'Revoke token: Import' }).click();
  await expect(page.getByText('No tokens yet.')).toBeVisible();
  expect((await program.get('/api/tickets/')).status()).toBe(401);
  await program.dispose();
});

/**
 * Make an API token in the open dialog.
 * @param {Page} page
 * @param {string} name
 * @param {boolean} [needsProof]
 */
async function makeToken(page, name, needsProof = false) {
  await page.getByLabel('Name').fill(name);
  await page.getByRole('radio', { name: 'Everything' }).check();
  await page.getByRole('button', { name: 'Make a token' }).click();
  if (needsProof) await prove(page);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('button', { name: `Revoke token: ${name}` })).toBeVisible();
}

test('all API tokens are revoked at once, after a question', async ({ page }) => {
  await join(page);
  await choose(page, 'API tokens…');
  await makeToken(page, 'One', true);
  await makeToken(page, 'Two');
  await page.getByRole('button', { name: 'Revoke all' }).click();
  await expect(page.getByRole('button', { name: 'Keep them' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Revoke all' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Revoke all' }).click();
  await expect(page.getByText('No tokens yet.')).toBeVisible();
});

test('the password can be changed', async ({ page }) => {
  const email = await join(page);
  await choose(page, 'Change password…');
  await page.getByLabel('Current password').fill('not this');
  await page.getByLabel('New password').fill('another-plum-17-tide');
  await page.getByRole('button', { name: 'Save password' }).click();
  await expect(page.getByText('This is not your current password.')).toBeVisible();
  await page.getByLabel('Current password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Save password' }).click();
  await expect(
    page.getByText('Your password is changed, and you are signed out everywhere else.', {
      exact: true,
    }),
  ).toBeVisible();
  await signOut(page);
  await fillSignIn(page, email, 'another-plum-17-tide');
  await expect(rows(page).first()).toBeVisible();
});

test('after a password change the API tokens can be revoked too', async ({ page }) => {
  await join(page);
  await choose(page, 'API tokens…');
  await makeToken(page, 'Import', true);
  await page.keyboard.press('Escape');
  await choose(page, 'Change password…');
  await page.getByLabel('Current password').fill(PASSWORD);
  await page.getByLabel('New password').fill('another-plum-17-tide');
  await page.getByRole('button', { name: 'Save password' }).click();
  await expect(page.getByText(/You have an API token, which still works/)).toBeVisible();
  await page.getByRole('button', { name: 'Revoke all' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await choose(page, 'API tokens…');
  await expect(page.getByText('No tokens yet.')).toBeVisible();
});

test('devices are listed, and one is signed out from another', async ({ page, browser }) => {
  const email = await join(page);
  const phone = await browser.newContext();
  const other = await phone.newPage();
  await other.goto('/?tab=tickets');
  await fillSignIn(other, email);
  await expect(rows(other).first()).toBeVisible();

  await choose(page, 'Devices and sessions…');
  const sessions = page.getByRole('dialog').getByRole('listitem');
  await expect(sessions).toHaveCount(2);
  await expect(sessions.filter({ hasText: 'This device' })).toHaveCount(1);
  await expect(sessions.first()).toContainText(/Chrom.* on Linux/);
  await page.getByRole('button', { name: /^Sign out: / }).click();
  await expect(sessions).toHaveCount(1);
  await other.reload();
  await expect(signInHeading(other)).toBeVisible();

  await fillSignIn(other, email);
  await expect(rows(other).first()).toBeVisible();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await choose(page, 'Devices and sessions…');
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await expect(sessions).toHaveCount(1);
  await page.reload();
  await expect(rows(page).first()).toBeVisible();
  await other.reload();
  await expect(signInHeading(other)).toBeVisible();
  await phone.close();
});

test('admins read the audit trail, agents do not', async ({ page }) => {
  const { email, address } = inviteAdmin();
  await choosePassword(page, address);
  await signOut(page);
  await fillSignIn(page, email, 'wrong');
  await expect(page.getByText('Address or password is wrong.')).toBeVisible();
  await fillSignIn(page, email);
  await choose(page, 'Audit trail…');
  const dialog = page.getByRole('dialog', { name: 'Audit trail' });
  const events = dialog.getByRole('row');
  await expect(events.filter({ hasText: 'Signed in' }).first()).toContainText(email);
  await dialog.getByLabel('What').selectOption('Failed to sign in');
  await expect(events.nth(1)).toContainText('Failed to sign in');
  await expect(events.filter({ hasText: 'Signed out' })).toHaveCount(0);
  await dialog.getByLabel('What').selectOption('Everything');
  await dialog.getByLabel('Who').fill('nobody@example.com');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Nothing matches.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Clear filters' }).click();
  await expect(events.nth(1)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(accountButton(page)).toBeFocused();

  await signOut(page);
  await join(page);
  await accountButton(page).click();
  await expect(page.getByRole('menuitem', { name: 'API tokens…' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Audit trail…' })).toHaveCount(0);
});

test('each dialog fits a small phone, and gives the focus back', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await choosePassword(page, inviteAdmin().address);
  await page.reload();
  const dialog = page.getByRole('dialog');
  for (const item of [
    'Change password…',
    'Two-step sign-in…',
    'Devices and sessions…',
    'API tokens…',
    'Audit trail…',
    'API tokens…',
  ]) {
    await choose(page, item);
    await expect(dialog).toBeVisible();
    await expect(dialog.getByText('Loading…')).toHaveCount(0);
    expect(
      await dialog.evaluate((element) => element.scrollWidth - element.clientWidth),
      item,
    ).toBe(0);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(accountButton(page), item).toBeFocused();
  }
});

test('who is wrong too often is told when to try again', async ({ page }) => {
  const { email } = invite();
  await page.goto('/?tab=tickets');
  for (let attempt = 0; attempt < 6; attempt += 1) {
    const answered = page.waitForResponse(/auth\/login/);
    await fillSignIn(page, email, `wrong ${attempt}`);
    await answered;
  }
  await expect(
    page.getByText(
      /(wrong too often|too many attempts)\. Try again in .* device that you have signed in with before/,
    ),
  ).toBeVisible();
  await expect(page.getByLabel('E-mail address')).toHaveValue(email);
});
