import { expect, test } from '@playwright/test';

import { confirmedNumber, rareWord, write } from './support/product.js';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * Submit a ticket; return its number and the address of its public page.
 * @param {Page} page
 */
async function submit(page) {
  const title = `Nothing prints ${rareWord()}`;
  await page.goto('/');
  await write(page, { title, description: 'Not a single page since Monday.' });
  await page.getByRole('radio', { name: 'Technical' }).check();
  await page.getByRole('radio', { name: 'Low' }).check();
  await page.getByLabel('Your name').fill('Maëlle Kerviel');
  await page.getByLabel('E-mail').fill('maelle@example');
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await expect(page.getByText('Enter an address like name@example.com')).toBeVisible();
  await expect(page.getByLabel('E-mail')).toBeFocused();
  await page.getByLabel('E-mail').fill('maelle@bücher.example');
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  const id = await confirmedNumber(page);
  const link = page.getByRole('link', { name: /\?request=/ });
  return { id, title, address: String(await link.getAttribute('href')) };
}

test('a requester follows a ticket until its link is revoked', async ({ page, browser }) => {
  const { id, title, address } = await submit(page);
  expect(new URL(address).search).not.toContain(String(id));

  const elsewhere = await browser.newContext();
  const requester = await elsewhere.newPage();
  const token = new URL(address).searchParams.get('request') ?? '';
  /** @type {string[]} */
  const leaks = [];
  requester.on('request', (request) => {
    const { pathname } = new URL(request.url());
    const isOwn = request.isNavigationRequest() || pathname.startsWith(`/api/requests/${token}/`);
    const referrer = request.headers().referer ?? '';
    if ((!isOwn && request.url().includes(token)) || referrer.includes(token)) {
      leaks.push(request.url());
    }
  });
  await requester.goto(address);
  await expect(requester.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(requester.getByText('We have it and will look at it.')).toBeVisible();
  await expect(requester.getByText('maelle')).toHaveCount(0);
  await expect(requester).toHaveURL(address);
  expect(leaks).toEqual([]);
  expect(await requester.locator('meta[name="robots"]').getAttribute('content')).toBe('noindex');

  await page.goto(`/?tab=tickets&ticket=${id}`);
  await expect(page.getByText('Maëlle Kerviel').first()).toBeVisible();
  const mail = page.getByRole('link', { name: 'maelle@bücher.example' });
  await expect(mail).toHaveAttribute('href', 'mailto:maelle@xn--bcher-kva.example');
  const detail = page.getByRole('article', { name: `Ticket #${id}` });
  await detail.getByRole('button', { name: 'Resolve' }).click();
  await expect
    .poll(async () => (await (await page.request.get(`/api/tickets/${id}/`)).json()).status)
    .toBe('resolved');
  await requester.reload();
  await expect(requester.getByText('We think it is solved.')).toBeVisible();

  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Private link…' }).click();
  const dialog = page.getByRole('dialog', { name: `Private link to #${id}` });
  await expect(dialog.getByText('Never')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Make new link' }).click();
  const second = String(
    await dialog.getByRole('link', { name: /\?request=/ }).getAttribute('href'),
  );
  await requester.reload();
  await expect(requester.getByText('This link leads nowhere')).toBeVisible();
  await requester.goto(second);
  await expect(requester.getByRole('heading', { level: 1, name: title })).toBeVisible();

  await dialog.getByRole('button', { name: 'Revoke link' }).click();
  await expect(dialog.getByText('Revoked')).toBeVisible();
  await requester.reload();
  await expect(requester.getByText('This link leads nowhere')).toBeVisible();
  await requester.getByRole('link', { name: 'Submit another ticket' }).click();
  await expect(requester.getByRole('heading', { name: 'New ticket' })).toBeVisible();
  await elsewhere.close();
});
