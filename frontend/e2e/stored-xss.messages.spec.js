import { expect, test } from '@playwright/test';

import { payloads } from './support/payloads.js';
import { rareWord } from './support/product.js';
import { watch } from './support/watch.js';

/** The same texts as in `stored-xss.spec.js`, as messages, which are Markdown. */
const word = rareWord();
const all = payloads(word);
/** How long a reply is held, and a moment more. */
const HELD = 11_000;

/** @param {string} shown */
const withoutSpace = (shown) => shown.replace(/\s+/g, '');

/**
 * Look at all messages of a page: nothing of them is lost, and links lead to the web alone.
 * @param {import('@playwright/test').Page} page
 */
async function check(page) {
  const messages = page.locator('.message-text');
  await expect(messages).toHaveCount(all.length);
  const links = await messages
    .locator('a')
    .evaluateAll((found) =>
      /** @type {HTMLAnchorElement[]} */ (found).map(({ protocol, rel }) => ({ protocol, rel })),
    );
  for (const { protocol, rel } of links) {
    expect(protocol).toMatch(/^(https?|mailto):$/);
    expect(rel).toContain('noopener');
  }
  const texts = (await messages.allTextContents()).map(withoutSpace).join('');
  for (const { number } of all) expect(texts).toContain(`${number}.${word}.test`);
}

test('texts of strangers do nothing in messages, nor in a preview of one', async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(90_000);
  const viewport = { width: 1400, height: 2400 };
  const { page, heard, close } = await watch(browser, { baseURL, viewport });
  const made = await page.request.post('/api/tickets/', {
    data: { title: 'Messages', description: 'Messages', category: 'general', priority: 'low' },
  });
  const { id, request_token: token } = await made.json();
  for (const { title } of all) {
    const sent = await page.request.post(`/api/tickets/${id}/messages/`, {
      data: { kind: 'reply', text: title },
    });
    expect(sent.status(), await sent.text()).toBe(201);
  }
  await page.goto(`/?tab=tickets&ticket=${id}`);
  await check(page);
  await page.keyboard.press('m');
  const panel = page.getByRole('article', { name: `Ticket #${id}` });
  await panel
    .getByRole('textbox', { name: 'Internal note' })
    .fill(all.map(({ title }) => title).join('\n\n'));
  await panel.getByRole('button', { name: 'Preview' }).click();
  await expect(page.locator('.message-text')).toHaveCount(all.length + 1);
  await page.waitForTimeout(HELD);
  await page.goto(`/?request=${token}`);
  await check(page);
  expect(heard).toEqual([]);
  await close();
});
