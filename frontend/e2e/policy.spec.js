import { expect, test } from '@playwright/test';

import { focused, makeTicket, rowLink, tab, write } from './support/product.js';
import { signIn } from './support/stored.js';

/**
 * Collect everything that a browser refuses because of the Content-Security-Policy, and its other
 * complaints, during a test.
 * @param {import('@playwright/test').Page} page
 */
async function complaints(page) {
  /** @type {string[]} */
  const heard = [];
  page.on('console', (message) => {
    // The admin has no icon, which browsers ask for all the same.
    if (message.text().startsWith('Failed to load resource')) return;
    if (message.type() === 'error' || message.type() === 'warning') heard.push(message.text());
  });
  page.on('pageerror', (error) => heard.push(String(error)));
  await page.exposeFunction('hear', (/** @type {string} */ what) => heard.push(what));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      /** @type {any} */ (window).hear(
        `${event.effectiveDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
      );
    });
  });
  return heard;
}

test('every tab, menu, dialog, chart and toast works under the policy', async ({ page }) => {
  const heard = await complaints(page);
  const { id } = await makeTicket(page);

  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('data-theme', /light|dark/);
  // What has not changed since comes with headers that replace those that were kept.
  await page.reload();
  await write(page, { title: 'The door', description: 'It squeaks.' });

  await tab(page, 'Tickets').click();
  await rowLink(page, id).click();
  await expect(page.getByRole('heading', { name: /Ticket/ }).first()).toBeVisible();
  await page.keyboard.press('e');
  await expect(page.locator('.toast').first()).toBeVisible();
  await page
    .getByRole('button', { name: new RegExp(`^Priority of #${id}: `) })
    .first()
    .click();
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.locator('body')).toHaveCSS('overflow', 'hidden');
  await page.keyboard.press('Escape');
  await expect(page.locator('body')).not.toHaveCSS('overflow', 'hidden');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.type('dash');
  await page.keyboard.press('Escape');

  await tab(page, 'Dashboard').click();
  await expect(page.locator('.recharts-surface').first()).toBeVisible();
  await expect(focused(page)).toBeAttached();
  expect(heard).toEqual([]);
});

test('a script or style that is not ours does nothing', async ({ page }) => {
  await page.goto('/');
  const done = await page.evaluate(async () => {
    /** @type {string[]} */
    const refused = [];
    addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    const style = document.createElement('style');
    style.textContent = 'body { color: rgb(1, 2, 3) }';
    const image = new Image();
    image.src = 'https://elsewhere.example/pixel.png';
    const handler = document.createElement('b');
    handler.setAttribute('onclick', 'window.ran = true');
    document.body.append(script, style, image, handler);
    handler.click();
    await fetch('https://elsewhere.example/').catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 100));
    return {
      ran: 'ran' in window,
      color: getComputedStyle(document.body).color,
      refused: [...new Set(refused)].sort(),
    };
  });
  expect(done.ran).toBe(false);
  expect(done.color).not.toBe('rgb(1, 2, 3)');
  expect(done.refused).toEqual([
    'connect-src',
    'img-src',
    'script-src-attr',
    'script-src-elem',
    'style-src-elem',
  ]);
});

test("the API's description can be read and tried under its policy", async ({ page }) => {
  const heard = await complaints(page);
  await page.goto('/api/docs/');
  await page.locator('.opblock-summary-get').first().click();
  await page.getByRole('button', { name: 'Try it out' }).first().click();
  await page.getByRole('button', { name: 'Execute' }).first().click();
  await expect(
    page.locator('.live-responses-table tbody .response-col_status').first(),
  ).toContainText(/\d{3}/);
  expect(heard).toEqual([]);
});

test("Django's admin works under its policy", async ({ page }) => {
  const heard = await complaints(page);
  await makeTicket(page);
  await signIn(page);
  await page.goto('/admin/tickets/ticket/');
  await page.locator('#action-toggle').check();
  await expect(page.locator('.action-select').first()).toBeChecked();
  await page.locator('.field-id a').first().click();
  await expect(page.locator('#id_title')).toBeVisible();
  await page.goto('/admin/auth/user/add/');
  await expect(page.locator('#user_form')).toBeVisible();
  expect(heard).toEqual([]);
});
