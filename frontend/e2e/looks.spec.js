import { expect, test } from '@playwright/test';

import { settled, violationsOf, wear } from './support/accessibility.js';
import { makeTicket, rows, tab } from './support/product.js';

const VIEWS = { submit: '/', tickets: '/?tab=tickets', dashboard: '/?tab=dashboard' };
/** @type {Record<string, string>} */
const READY = {
  '/': '.ticket-form',
  '/?tab=tickets': '.rows .row',
  '/?tab=dashboard': '.recharts-surface',
};
const THEMES = /** @type {const} */ (['light', 'dark']);

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} url
 */
async function visit(page, url) {
  await page.goto(url);
  await expect(page.locator(READY[url] ?? '.detail-title').first()).toBeVisible();
  await settled(page);
}

for (const [name, url] of Object.entries(VIEWS)) {
  for (const width of [1440, 390]) {
    test(`${name} is accessible, ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await visit(page, url);
      for (const theme of THEMES) {
        await wear(page, theme);
        expect.soft(await violationsOf(page), theme).toEqual([]);
      }
    });
  }
}

test('an open ticket, a menu, errors and a confirmation are accessible', async ({ page }) => {
  const ticket = await makeTicket(page);
  /** @param {string} name */
  async function look(name) {
    for (const theme of THEMES) {
      await wear(page, theme);
      expect.soft(await violationsOf(page), `${name}, ${theme}`).toEqual([]);
    }
  }
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await visit(page, `/?tab=tickets&ticket=${ticket.id}`);
  await page
    .getByRole('article', { name: /^Ticket #/ })
    .getByRole('button', { name: /^Status of/ })
    .click();
  await expect(page.getByRole('menu')).toBeVisible();
  await look('menu');
  await visit(page, '/');
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await look('errors');
});

for (const width of [320, 390, 820, 1440, 1920]) {
  test(`nothing scrolls sideways at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    const ticket = await makeTicket(page, {
      title: 'W'.repeat(200),
      description: `${'unbroken'.repeat(200)} مرحبا بالعالم 😀`,
    });
    for (const url of [...Object.values(VIEWS), `/?tab=tickets&ticket=${ticket.id}`]) {
      await visit(page, url);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, url).toBe(0);
    }
  });
}

test('the theme follows the system until one is chosen, which is kept without a flash', async ({
  page,
}) => {
  const html = page.locator('html');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/');
  await expect(html).toHaveAttribute('data-theme', 'light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(html).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('radio', { name: 'Light' }).check({ force: true });
  await expect(html).toHaveAttribute('data-theme', 'light');

  await page.addInitScript(() => {
    new MutationObserver((_changes, observer) => {
      if (!document.body) return;
      Object.assign(window, { themeAtFirstSight: document.documentElement.dataset.theme });
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  expect(await page.evaluate(() => Reflect.get(window, 'themeAtFirstSight'))).toBe('light');
});

test('who asks for less motion gets none between tabs', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/');
  await tab(page, 'Tickets').click();
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .flatMap((animation) =>
        animation.effect instanceof KeyframeEffect ? animation.effect.getKeyframes() : [],
      )
      .some((frame) => 'transform' in frame && frame.transform !== 'none'),
  );
  expect(moving).toBe(false);
  await expect(rows(page).first()).toBeVisible();
});

test('no request leaves for another host', async ({ page, baseURL }) => {
  /** @type {string[]} */
  const foreign = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(String(baseURL)) && !request.url().startsWith('data:')) {
      foreign.push(request.url());
    }
  });
  for (const url of [...Object.values(VIEWS), '/api/docs/']) {
    await page.goto(url, { waitUntil: 'networkidle' });
  }
  await expect(page.getByText('TicketFlow API').first()).toBeVisible();
  expect(foreign).toEqual([]);
});
