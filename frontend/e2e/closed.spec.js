import { expect, test } from '@playwright/test';

import {
  PASSWORD,
  accountButton,
  choose,
  endSession,
  fillSignIn,
  invite,
  join,
  plugInKey,
  prove,
  signInHeading,
  signOut,
  totp,
} from './support/agents.js';
import { makeTicket } from './support/closedTickets.js';
import { rowLink, rows, tab, write } from './support/product.js';

/** @typedef {import('@playwright/test').Page} Page */

test('a stranger can submit a ticket and sees none', async ({ page }) => {
  /** @type {string[]} */
  const refused = [];
  page.on('response', (response) => {
    if (response.status() === 401) refused.push(response.url());
  });
  await page.goto('/');
  await write(page, { title: 'Printer', description: 'It burns.' });
  await page.getByRole('radio', { name: 'General' }).check({ force: true });
  await page.getByRole('radio', { name: 'Low' }).check({ force: true });
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await expect(
    page.getByRole('heading', { name: /^We got it: ticket [0-9A-Z]{5}-[0-9A-Z]{5}$/ }),
  ).toBeVisible();
  await expect(page.getByText(/#\d/)).toHaveCount(0);
  expect(refused, 'what a stranger’s page asks for in vain').toEqual([]);
  for (const name of ['Tickets', 'Dashboard']) {
    await tab(page, name).click();
    await expect(signInHeading(page)).toBeVisible();
  }
  await expect(page.locator('.row, .figure')).toHaveCount(0);
  await page.getByRole('link', { name: 'Submit a ticket instead' }).click();
  await expect(page.getByRole('form', { name: 'New ticket' })).toBeVisible();
});

test('an invited agent chooses a password, and the link is used up', async ({ page }) => {
  const { email, address } = invite('Grace');
  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'Welcome to the team' })).toBeVisible();
  await page.getByLabel('New password').fill('ticketflow-2026');
  await page.getByRole('button', { name: 'Save password' }).click();
  await expect(page.getByText('This is guessed too easily.')).toBeVisible();
  await page.getByLabel('New password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Save password' }).click();
  await expect(rows(page).first()).toBeVisible();
  expect(page.url()).not.toContain('invite');
  await signOut(page);
  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
  await page.getByRole('button', { name: 'Go to sign in' }).click();
  await fillSignIn(page, email, 'not this one');
  await expect(page.getByText('Address or password is wrong.')).toBeVisible();
  await expect(page.getByLabel('E-mail address')).toHaveValue(email);
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('not this one');
  await fillSignIn(page, email);
  await expect(rows(page).first()).toBeVisible();
});

test('a forgotten password tells nobody who has an account', async ({ page }) => {
  await page.goto('/?tab=tickets');
  await page.getByRole('button', { name: 'Forgot your password?' }).click();
  await page.getByLabel('E-mail address').fill('nobody@example.com');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByText(/If nobody@example.com has an account/)).toBeVisible();
});

test('when the session ends, nothing that was typed is lost, and the change is sent', async ({
  page,
}) => {
  const email = await join(page);
  const { id } = await makeTicket(page);
  await page.goto(`/?tab=tickets&status=open&ticket=${id}`);
  await page.getByRole('button', { name: 'Edit description' }).click();
  const editor = page.getByRole('textbox', { name: 'Description' });
  await editor.fill('A long story.');
  await endSession(page);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Please sign in again' });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByLabel('E-mail address')).toHaveValue(email);
  expect(await page.locator('textarea[aria-label="Description"]').inputValue()).toBe(
    'A long story.',
  );
  await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(`#${id} has a new description.`).first()).toBeVisible();
  expect(page.url()).toContain(`ticket=${id}`);
  expect(page.url()).toContain('status=open');
});

test('signing in again can be put off, and what was typed stays', async ({ page }) => {
  await join(page);
  const { id } = await makeTicket(page);
  await page.goto(`/?tab=tickets&ticket=${id}`);
  await page.getByRole('button', { name: 'Edit description' }).click();
  await page.getByRole('textbox', { name: 'Description' }).fill('Half a story.');
  await endSession(page);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Not now' }).click();
  await expect(page.getByText(/Not saved\./)).toBeVisible();
  expect(await page.locator('textarea[aria-label="Description"]').inputValue()).toBe(
    'Half a story.',
  );
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Please sign in again' })).toBeVisible();
});

test('another person sees nothing of the one before', async ({ page }) => {
  await join(page, 'First');
  const { id, title } = await makeTicket(page);
  await page.goto(`/?tab=tickets`);
  await expect(rowLink(page, id)).toBeVisible();
  const { email } = await page.evaluate(() => fetch('/api/account/').then((r) => r.json()));
  await signOut(page);
  await expect(page.getByText(title)).toHaveCount(0);
  await join(page, 'Second');
  await endSession(page);
  await page.evaluate(() => Object.assign(window, { marked: true }));
  await page
    .getByRole('button', { name: /^Status of #/ })
    .first()
    .click();
  await page.getByRole('menuitemradio', { name: 'Closed' }).click();
  const dialog = page.getByRole('dialog', { name: 'Please sign in again' });
  await dialog.getByLabel('E-mail address').fill(email);
  await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Account: First' })).toBeVisible();
  expect(await page.evaluate(() => 'marked' in window), 'the same page').toBe(false);
});

test('other tabs follow who signs out and in', async ({ page, context }) => {
  const email = await join(page);
  const other = await context.newPage();
  await other.goto('/?tab=dashboard');
  await expect(accountButton(other)).toBeVisible();
  await signOut(page);
  await expect(signInHeading(other)).toBeVisible();
  await fillSignIn(page, email);
  await expect(rows(page).first()).toBeVisible();
  await expect(other.locator('.figure').first()).toBeVisible();
});

test('an authenticator app is a second step, and so is a recovery code', async ({ page }) => {
  const email = await join(page);
  await choose(page, 'Two-step sign-in…');
  await page.getByRole('button', { name: 'Set up' }).click();
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  const secret = await page.getByRole('group', { name: 'Key' }).innerText();
  await page.getByLabel('Code that the app shows').fill('000000');
  await page.getByRole('button', { name: 'Turn on' }).click();
  await expect(page.getByText('This code is wrong')).toBeVisible();
  await page.getByLabel('Code that the app shows').fill(totp(secret));
  await page.getByRole('button', { name: 'Turn on' }).click();
  await prove(page);
  const codes = page.getByRole('group', { name: 'Recovery codes' });
  await expect(codes).toBeVisible();
  const [recovery] = (await codes.innerText()).split('\n');
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('10 of 10 left')).toBeVisible();
  await page.getByRole('button', { name: 'Close', exact: true }).click();

  await signOut(page);
  await fillSignIn(page, email);
  await expect(page.getByRole('heading', { name: 'Second step' })).toBeVisible();
  await expect(page.getByLabel('Code', { exact: true })).toBeFocused();
  await page.getByLabel('Code', { exact: true }).fill(recovery);
  await page.keyboard.press('Enter');
  await expect(rows(page).first()).toBeVisible();

  await signOut(page);
  await fillSignIn(page, email);
  // A code holds once: the next one.
  await page.getByLabel('Code', { exact: true }).fill(totp(secret, Date.now() + 30_000));
  await page.keyboard.press('Enter');
  await expect(rows(page).first()).toBeVisible();
});

test('with a passkey one signs in without a password', async ({ page }) => {
  await plugInKey(page);
  await join(page);
  await choose(page, 'Two-step sign-in…');
  await page.getByLabel('Name').fill('Work laptop');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await prove(page);
  await expect(page.getByRole('button', { name: 'Remove passkey: Work laptop' })).toBeVisible();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await signOut(page);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(rows(page).first()).toBeVisible();
  await choose(page, 'Two-step sign-in…');
  await page.getByRole('button', { name: 'Remove passkey: Work laptop' }).click();
  await prove(page);
  await expect(page.getByText('None yet.')).toBeVisible();
});

test('who comes from the admin pages is led back there', async ({ page }) => {
  const email = await join(page);
  await signOut(page);
  await page.goto('/admin/');
  await expect(signInHeading(page)).toBeVisible();
  await fillSignIn(page, email);
  await expect(page).toHaveURL(/\/admin\/$/);
});
