import http from 'node:http';

import { expect, test } from '@playwright/test';

import { violationsOf } from './support/accessibility.js';
import { accountButton, fillSignIn, inviteTo, join, signOut } from './support/agents.js';
import { rareWord, rows, tab, write } from './support/product.js';

/** @typedef {import('@playwright/test').Page} Page */

const PATH = '/helpdesk/';

test.beforeAll(() => inviteTo({ DATABASE_URL: String(process.env.E2E_BELOW_DATABASE) }));
test.afterAll(() => inviteTo({}));

/**
 * Collect what is asked for outside of the path, and what fails.
 * @param {Page} page
 */
function watch(page) {
  /** @type {string[]} */
  const strays = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (!pathname.startsWith(PATH) || response.status() === 404) strays.push(response.url());
  });
  page.on('pageerror', (error) => strays.push(String(error)));
  page.on('console', (message) => {
    if (/Content Security Policy|preload/i.test(message.text())) strays.push(message.text());
  });
  return strays;
}

/** @param {Page} page @param {string} title */
async function submit(page, title) {
  await page.goto('');
  await write(page, { title, description: 'It burns.' });
  await page.getByRole('radio', { name: 'General' }).check({ force: true });
  await page.getByRole('radio', { name: 'Low' }).check({ force: true });
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await expect(page.getByRole('heading', { name: /We got it/ })).toBeVisible();
}

test('everything is below the path: the form, the private link, the tabs, the storage', async ({
  page,
  context,
}) => {
  const strays = watch(page);
  const title = `Printer ${rareWord()}`;
  await submit(page, title);
  const link = page.getByRole('link', { name: /\?request=/ });
  const address = String(await link.getAttribute('href'));
  expect(new URL(address).pathname).toBe(PATH);
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await page.getByRole('link', { name: 'TicketFlow' }).click();
  await expect(page).toHaveURL(new RegExp(`${PATH}$`));

  await join(page);
  await page.goto(`?tab=tickets&search=${title.split(' ')[1]}`);
  await rows(page).first().getByRole('link').first().click();
  await expect(page.getByRole('article', { name: /^Ticket #/ })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('article', { name: /^Ticket #/ })).toBeVisible();
  await tab(page, 'Dashboard').click();
  await expect(page.locator('.figure')).toHaveCount(4);

  const keys = await page.evaluate(() => Object.keys(localStorage));
  expect(keys.length).toBeGreaterThan(0);
  expect(keys.filter((key) => !key.startsWith('/helpdesk/'))).toEqual([]);
  const cookies = await context.cookies();
  expect(cookies.length).toBeGreaterThan(1);
  expect(cookies.filter((cookie) => cookie.path !== PATH)).toEqual([]);
  expect(strays).toEqual([]);
});

test('the chosen theme is there before the first paint', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('');
  await page.evaluate(() => localStorage.setItem('/helpdesk/tf.theme', 'light'));
  await page.route('**/assets/*.js', (route) => route.abort());
  await page.goto('');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});

test('the admin is below it too, and so is its sign-in', async ({ page }) => {
  const email = await join(page);
  await signOut(page);
  const strays = watch(page);
  await page.goto('admin/');
  await expect(page).toHaveURL(new RegExp(`^[^?]+${PATH}\\?tab=tickets&next=`));
  await fillSignIn(page, email);
  await expect(page).toHaveURL(new RegExp(`${PATH}admin/`));
  await page.getByRole('link', { name: 'View site' }).click();
  await expect(accountButton(page)).toBeVisible();
  await page.goto('api/docs/');
  await expect(page.getByRole('heading', { name: /TicketFlow API/ })).toBeVisible();
  expect(strays).toEqual([]);
});

test('two installations on one host do not sign each other’s people out', async ({ page }) => {
  const closed = String(process.env.E2E_CLOSED_URL);
  await join(page);
  inviteTo({ DATABASE_URL: String(process.env.E2E_CLOSED_DATABASE) });
  await join(page, undefined, closed);
  await page.goto('?tab=tickets');
  await expect(rows(page).first()).toBeVisible();
  await signOut(page);
  await page.goto(`${closed}/?tab=tickets`);
  await expect(rows(page).first()).toBeVisible();
  inviteTo({ DATABASE_URL: String(process.env.E2E_BELOW_DATABASE) });
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`where its files do not come, the page says why (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.route('**/assets/*.js', (route) =>
      route.fulfill({ status: 404, body: 'Not here.' }),
    );
    await page.goto('');
    const problem = page.getByRole('alert');
    await expect(problem).toContainText('did not load from http');
    await expect(problem).toContainText('PUBLIC_URL');
    const found = await violationsOf(page);
    expect(found.filter((one) => one.startsWith('color-contrast'))).toEqual([]);
  });
}

test('a proxy that loses the port is told of on the sign-in form', async ({ page, baseURL }) => {
  const target = new URL(String(process.env.E2E_CLOSED_URL));
  const proxy = http.createServer((request, response) => {
    const headers = { ...request.headers, host: target.hostname };
    const { method, url } = request;
    const sent = http.request(target, { method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    request.pipe(sent);
  });
  await new Promise((resolve) => {
    proxy.listen(0, '127.0.0.1', () => resolve(null));
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (proxy.address());
  const origin = `http://localhost:${port}`;
  expect(baseURL).not.toContain(origin);
  await page.goto(`${origin}/?tab=tickets`);
  await fillSignIn(page, 'ada@example.com');
  const told = page.getByRole('alert');
  await expect(told).toContainText(`sends it from ${origin}`);
  await expect(told).toContainText('to the server this address is http://localhost.');
  await expect(told).toContainText('PUBLIC_URL must be the address that people open');
  proxy.close();
});
