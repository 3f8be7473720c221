import { expect, test } from '@playwright/test';

import {
  accountButton,
  choosePassword,
  fillSignIn,
  invite,
  plugInKey,
  prove,
  totp,
} from './support/agents.js';
import { rareWord, rows, tab } from './support/product.js';

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page */
const heading = (page) => page.getByRole('heading', { name: 'Set up two-step sign-in' });

/**
 * Set up an authenticator app, and keep the recovery codes.
 * @param {Page} page
 */
async function setUpApp(page) {
  await page.getByRole('button', { name: 'Use an app' }).click();
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  const secret = await page.getByRole('group', { name: 'Key' }).innerText();
  await page.getByLabel('Code that the app shows').fill(totp(secret));
  await page.getByRole('button', { name: 'Turn on' }).click();
  await proveIfAsked(page);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  return secret;
}

/** @param {Page} page */
async function proveIfAsked(page) {
  const question = page.getByRole('dialog', { name: 'Is it you?' });
  const codes = page.getByRole('button', { name: 'I have kept them' });
  await expect(question.or(codes)).toBeVisible();
  if (await question.isVisible()) await prove(page);
}

test('after an invitation nothing but the setup is reachable, and then everything', async ({
  page,
}) => {
  const { email, address } = invite();
  await choosePassword(page, address);
  await expect(heading(page)).toBeVisible();
  for (const name of ['Dashboard', 'Submit', 'Tickets']) {
    await tab(page, name).click();
    await expect(heading(page)).toBeVisible();
  }
  await accountButton(page).click();
  await expect(page.getByRole('menuitem')).toHaveText(['Sign out']);
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(heading(page)).toBeVisible();
  const secret = await setUpApp(page);
  await expect(rows(page).first()).toBeVisible();

  await accountButton(page).click();
  await page.getByRole('menuitem', { name: 'Two-step sign-in…' }).click();
  await expect(page.getByText(/Add another way before/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Turn off' })).toHaveCount(0);
  await page.keyboard.press('Escape');

  await accountButton(page).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await fillSignIn(page, email);
  await page.getByLabel('Code', { exact: true }).fill(totp(secret, Date.now() + 30_000));
  await page.keyboard.press('Enter');
  await expect(rows(page).first()).toBeVisible();
});

test('a passkey does as well', async ({ page }) => {
  await plugInKey(page);
  await choosePassword(page, invite().address);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByLabel('Name')).toBeFocused();
  await page.getByLabel('Name').fill('Work laptop');
  await page.keyboard.press('Enter');
  await proveIfAsked(page);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(rows(page).first()).toBeVisible();
});

test('one can sign out instead', async ({ page }) => {
  await choosePassword(page, invite().address);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('required while somebody works, it opens over the page, and the change is sent', async ({
  page,
  baseURL,
}) => {
  const lenient = String(process.env.E2E_CLOSED_URL);
  const strict = String(baseURL);
  const { address } = invite();
  await choosePassword(page, lenient + address);
  const word = rareWord();
  const id = await page.evaluate(async (title) => {
    await fetch('/api/csrf/');
    const [, token] = /csrftoken_\w+=([^;]*)/.exec(document.cookie) ?? [];
    const response = await fetch('/api/tickets/', {
      method: 'POST',
      headers: { 'X-CSRFToken': token, 'Content-Type': 'application/json' },
      body: JSON.stringify({ title, description: 'Made.', category: 'general', priority: 'low' }),
    });
    return (await response.json()).id;
  }, word);
  await page.goto(`${lenient}/?tab=tickets&ticket=${id}`);
  await page.getByRole('button', { name: 'Edit description' }).click();
  await page.getByRole('textbox', { name: 'Description' }).fill('A long story.');

  // As if the server had been started again with the setting.
  await page.route('**/api/**', async (route) => {
    const headers = { ...route.request().headers(), origin: strict, referer: `${strict}/` };
    const url = route.request().url().replace(lenient, strict);
    await route.fulfill({ response: await route.fetch({ url, headers }) });
  });
  // What the person does finds out, not what the page asks by itself in the same moment.
  await page.route(/\/(pulse|seen|queues|counts)\//, (route) => route.abort());
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Set up two-step sign-in' });
  await expect(dialog).toBeVisible();
  await page.getByRole('button', { name: 'Not now' }).click();
  await expect(page.getByText(/Not saved\./)).toBeVisible();
  expect(await page.locator('textarea[aria-label="Description"]').inputValue()).toBe(
    'A long story.',
  );
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await setUpApp(page);
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(`#${id} has a new description.`).first()).toBeVisible();
  expect(page.url()).toContain(`ticket=${id}`);
});
