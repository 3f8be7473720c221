import { chromium, expect, test } from '@playwright/test';

import { confirmedNumber, rowLink, write } from './support/product.js';
import { complaintsOf } from './support/translator.js';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * Open the product as an intranet serves it: by a name, over plain HTTP, where browsers give pages no
 * clipboard, no passkeys and nothing else that they reserve for secure contexts.
 * @param {object} fixtures
 * @param {string | undefined} fixtures.baseURL
 * @param {import('@playwright/test').LaunchOptions} fixtures.launchOptions
 */
async function openByName({ baseURL, launchOptions }) {
  const { port } = new URL(String(baseURL));
  const browser = await chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), '--host-resolver-rules=MAP helpdesk.test 127.0.0.1'],
  });
  const context = await browser.newContext({ baseURL: `http://helpdesk.test:${port}` });
  return { browser, context, page: await context.newPage() };
}

/**
 * Paste what was copied into the form.
 * @param {Page} page
 */
async function pasted(page) {
  const field = page.getByLabel('Title');
  await field.fill('');
  await field.focus();
  await page.keyboard.press('Control+v');
  return field.inputValue();
}

test('over plain HTTP links are copied all the same', async ({ baseURL, launchOptions }) => {
  const { browser, page } = await openByName({ baseURL, launchOptions });
  const heard = complaintsOf(page);
  await page.goto('/');
  expect(await page.evaluate(() => [isSecureContext, typeof navigator.clipboard])).toEqual([
    false,
    'undefined',
  ]);
  await write(page, { title: 'The door', description: 'It squeaks.' });
  await page.getByRole('radio', { name: 'General' }).check();
  await page.getByRole('radio', { name: 'Low' }).check();
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  const id = await confirmedNumber(page);
  const link = page.getByRole('link', { name: /\?request=/ });
  const address = await link.getAttribute('href');
  const copy = page.getByRole('button', { name: 'Copy link' });
  await copy.click();
  await expect(page.getByText('Link copied.').first()).toBeVisible();
  await expect(copy).toBeFocused();
  await page.getByRole('button', { name: 'Submit another' }).click();
  expect(await pasted(page)).toBe(address);

  // In a dialog, which keeps the focus to itself.
  await page.goto(`/?tab=tickets&ticket=${id}`);
  await expect(rowLink(page, id)).toBeVisible();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Private link…' }).click();
  const dialog = page.getByRole('dialog', { name: `Private link to #${id}` });
  await dialog.getByRole('button', { name: 'Make new link' }).click();
  const second = await dialog.getByRole('link', { name: /\?request=/ }).getAttribute('href');
  await dialog.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('Link copied.').first()).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Copy link' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toHaveCount(0);
  await page.keyboard.press('l');
  await page.goto('/');
  expect(await pasted(page)).toMatch(new RegExp(`ticket=${id}$`));
  expect(second).not.toBe(address);
  // The browser tells of a header that it heeds over HTTPS alone.
  expect(heard.filter((one) => !one.includes('Cross-Origin-Opener-Policy'))).toEqual([]);
  await browser.close();
});

test('a page that may not use the clipboard selects what it shows', async ({ page }) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    document.execCommand = () => false;
  });
  await page.goto('/');
  await write(page, { title: 'The door', description: 'It squeaks.' });
  await page.getByRole('radio', { name: 'General' }).check();
  await page.getByRole('radio', { name: 'Low' }).check();
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await confirmedNumber(page);
  const address = await page.getByRole('link', { name: /\?request=/ }).getAttribute('href');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText(/It is selected: press Ctrl\+C/).first()).toBeVisible();
  expect(await page.evaluate(() => String(document.getSelection()))).toBe(address);
});
