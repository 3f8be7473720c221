import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { chromium, expect, test } from '@playwright/test';

import { scrollsSideways, violationsOf, wear } from './support/accessibility.js';
import { rareWord } from './support/product.js';

/** How long a reply can be taken back, and a moment more. */
const HELD = 12_000;

/**
 * Submit a ticket, and open it for an agent and for its requester, each with a browser of their own.
 * @param {import('@playwright/test').Browser} browser
 */
async function start(browser) {
  const [agent, requester] = await Promise.all(
    [1, 2].map(async () => (await browser.newContext()).newPage()),
  );
  const title = `The invoice is wrong ${rareWord()}`;
  const sent = await agent.request.post('/api/tickets/', {
    data: {
      title,
      description: 'It names another company.',
      category: 'billing',
      priority: 'high',
      requester_name: 'Maëlle Kerviel',
    },
  });
  const { id, request_token: token } = await sent.json();
  await agent.goto(`/?tab=tickets&ticket=${id}`);
  await requester.goto(`/?request=${token}`);
  await expect(requester.getByRole('heading', { level: 1, name: title })).toBeVisible();
  const detail = agent.getByRole('article', { name: `Ticket #${id}` });
  await expect(detail.getByText('It names another company.')).toBeVisible();
  return { agent, requester, detail, id };
}

/** @param {import('@playwright/test').Locator} detail @param {'Reply' | 'Internal note'} kind */
const box = (detail, kind) => detail.getByRole('textbox', { name: kind });

/**
 * Write a message with the keyboard alone, from a key of the ticket on.
 * @param {import('@playwright/test').Page} agent
 * @param {'r' | 'm'} key
 * @param {string} text
 */
async function writeByKeys(agent, key, text) {
  await agent.keyboard.press(key);
  await agent.keyboard.type(text);
  await agent.keyboard.press('Control+Enter');
  await agent.keyboard.press('Escape');
}

test('an agent and a requester talk until it is solved, and after', async ({ browser }) => {
  test.setTimeout(90_000);
  const { agent, requester, detail } = await start(browser);

  await writeByKeys(agent, 'r', 'We have **corrected** it.');
  await expect(detail.getByText('We have corrected it.')).toBeVisible();
  await expect(agent.getByText('Reply sent.', { exact: true })).toBeVisible();
  await writeByKeys(agent, 'm', 'Finance knows.');
  await expect(detail.getByText('Finance knows.')).toBeVisible();

  await requester.reload();
  await expect(requester.getByText('No answers yet')).toBeVisible();
  await agent.waitForTimeout(HELD);
  await requester.reload();
  await expect(requester.getByText('We have corrected it.')).toBeVisible();
  await expect(requester.getByText('Finance knows.')).toHaveCount(0);

  // What the requester writes is not told to the agent's page for a while.
  await agent.route('**/api/pulse/**', (route) => route.abort());
  await requester.getByRole('textbox').fill('Thank you, but the date is wrong.');
  await requester.keyboard.press('Control+Enter');
  await expect(requester.getByText('Thank you, but the date is wrong.')).toBeVisible();

  // The agent has not seen it, and is shown it before anything is sent.
  await agent.keyboard.press('r');
  await agent.keyboard.type('Anything else?');
  await agent.keyboard.press('Control+Shift+Enter');
  await expect(detail.getByText('Your reply is not sent yet.')).toBeVisible();
  await expect(box(detail, 'Reply')).toHaveValue('Anything else?');
  await detail.getByRole('button', { name: 'Read it' }).click();
  await box(detail, 'Reply').fill('Here is the right date.');
  await box(detail, 'Reply').press('Control+Shift+Enter');
  await expect(detail.getByRole('button', { name: 'Reopen' })).toBeVisible();
  await agent.unroute('**/api/pulse/**');

  await agent.waitForTimeout(HELD);
  await requester.reload();
  await expect(requester.getByText('Here is the right date.')).toBeVisible();
  await expect(requester.getByText('We think it is solved.')).toBeVisible();
  await requester.getByRole('textbox').fill('Once more, please.');
  await requester.keyboard.press('Control+Enter');
  await expect(requester.getByText('We have it and will look at it.')).toBeVisible();
  await requester.getByRole('button', { name: 'Solved, thank you' }).click();
  await expect(requester.getByText('We think it is solved.')).toBeVisible();
  // By itself, within seconds.
  await expect(detail.getByText('Once more, please.')).toBeVisible({ timeout: 20_000 });
  await expect(detail.getByRole('button', { name: 'Reopen' })).toBeVisible();
});

test('a reply is taken back, and its text is in the composer again', async ({ browser }) => {
  const { agent, requester, detail } = await start(browser);
  await agent.keyboard.press('r');
  await agent.keyboard.type('Too early.');
  await agent.keyboard.press('Control+Enter');
  await agent.getByRole('button', { name: 'Undo' }).first().click();
  await expect(box(detail, 'Reply')).toHaveValue('Too early.');
  await expect(detail.locator('.message').getByText('Too early.')).toHaveCount(0);
  await agent.waitForTimeout(HELD);
  await requester.reload();
  await expect(requester.getByText('Too early.')).toHaveCount(0);
});

test('drafts of reply and note survive a reload and changes by others', async ({ browser }) => {
  const { agent, requester, detail, id } = await start(browser);
  await agent.keyboard.press('r');
  await agent.keyboard.type('Half a reply');
  await expect(detail.getByText('Draft saved')).toBeVisible();
  await requester.request.patch(`/api/tickets/${id}/`, {
    data: { title: 'Another title', status: 'in_progress', priority: 'low', category: 'account' },
  });
  await agent.reload();
  await expect(box(detail, 'Reply')).toHaveValue('Half a reply');
  await expect(detail.getByRole('heading', { level: 2 })).toHaveText('Another title');
});

test('a draft survives a browser that is killed', async ({ browser, launchOptions, baseURL }) => {
  test.setTimeout(60_000);
  const { id } = await start(browser);
  const profile = mkdtempSync(path.join(os.tmpdir(), 'killed-browser-'));
  const open = async () => {
    const context = await chromium.launchPersistentContext(profile, { ...launchOptions, baseURL });
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(`/?tab=tickets&ticket=${id}`);
    return { context, page };
  };
  const { context, page } = await open();
  await box(page.getByRole('article', { name: /^Ticket #/ }), 'Reply').fill('Half a reply');
  await expect(page.getByText('Draft saved')).toBeVisible();
  // Chromium itself writes what a page stores to the disk within some seconds.
  await page.waitForTimeout(8_000);
  const closed = new Promise((resolve) => context.once('close', resolve));
  execFileSync('pkill', ['-KILL', '-f', profile]);
  await closed;

  const again = await open();
  await expect(box(again.page.getByRole('article', { name: /^Ticket #/ }), 'Reply')).toHaveValue(
    'Half a reply',
  );
  await again.context.close();
});

test('a conversation reads from right to left', async ({ browser }) => {
  const { agent, requester, detail, id } = await start(browser);
  await agent.request.post(`/api/tickets/${id}/messages/`, {
    data: { kind: 'reply', text: 'مرحبا، تم **تصحيح** الفاتورة رقم 42.' },
  });
  await agent.reload();
  const shown = detail.getByText(/تم/);
  await expect(shown).toBeVisible();
  expect(await shown.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
  for (const page of [agent, requester]) {
    await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await scrollsSideways(page)).toBe(false);
    expect(await violationsOf(page)).toEqual([]);
  }
});

for (const theme of /** @type {const} */ (['light', 'dark'])) {
  test(`a conversation is accessible and fits 320 px, ${theme}`, async ({ browser }) => {
    const { agent, requester, detail, id } = await start(browser);
    for (const kind of ['reply', 'note']) {
      await agent.request.post(`/api/tickets/${id}/messages/`, {
        data: { kind, text: `${kind} with averyveryverylongword${'x'.repeat(200)}` },
      });
    }
    for (const page of [agent, requester]) await page.emulateMedia({ reducedMotion: 'reduce' });
    await agent.reload();
    await expect(detail.getByText(/^note with/)).toBeVisible();
    for (const page of [agent, requester]) {
      await wear(page, theme);
      expect(await violationsOf(page)).toEqual([]);
      await page.setViewportSize({ width: 320, height: 700 });
      expect(await scrollsSideways(page)).toBe(false);
      expect(await violationsOf(page)).toEqual([]);
    }
  });
}
