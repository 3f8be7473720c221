import { test } from '@playwright/test';

/**
 * Attach a picture to the report if it can show one (`--reporter=html`): each takes time, and a
 * list in a terminal would drop it.
 * @param {import('@playwright/test').Page} page
 * @param {string} name
 * @param {import('@playwright/test').PageScreenshotOptions} [options]
 */
export async function picture(page, name, options) {
  const info = test.info();
  if (info.config.reporter.every(([reporter]) => reporter === 'list')) return;
  const body = await page.screenshot({ type: 'jpeg', quality: 70, ...options });
  await info.attach(name, { body, contentType: 'image/jpeg' });
}
