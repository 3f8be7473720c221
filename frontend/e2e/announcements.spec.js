import { expect, test } from '@playwright/test';

import { listen, takeHeard } from './support/announcements.js';
import { fieldButton, makeTicket, rareWord, rowLink, rows, write } from './support/product.js';

// Longer than a message needs to come into its region and, in Radix's, to leave it again.
const SETTLED = 1500;
// Longer than the list takes to ask for new tickets again.
const POLLED = 31_000;

/**
 * Expect that something is announced, and nothing twice.
 * @param {import('@playwright/test').Page} page
 * @param {(string | RegExp)[]} facts each of which is in one announcement
 */
async function expectHeard(page, facts) {
  await page.waitForTimeout(SETTLED);
  const heard = await takeHeard(page);
  expect(heard.filter((text, index) => heard.indexOf(text) !== index)).toEqual([]);
  for (const fact of facts) {
    const saying = heard.filter((text) =>
      typeof fact === 'string' ? text.includes(fact) : fact.test(text),
    );
    expect(saying, `${fact} in ${JSON.stringify(heard)}`).toHaveLength(1);
  }
  expect(heard).toHaveLength(facts.length);
}

test.beforeEach(({ page }) => listen(page));

test('each change in the list is announced once', async ({ page }) => {
  const word = rareWord();
  const first = await makeTicket(page, { title: `First ${word}` });
  const second = await makeTicket(page, { title: `Second ${word}` });
  await page.clock.install();
  await page.goto(`/?tab=tickets&search=${word}`);
  await expect(rows(page)).toHaveCount(2);
  await page.waitForTimeout(SETTLED);
  // As a rule the tickets are there in the first drawing, and there is nothing to wait for.
  const opening = (await takeHeard(page)).filter((text) => text !== 'Loading tickets…');
  expect(opening).toEqual(['2 tickets']);

  await fieldButton(page, 'Status', first.id).click();
  await page.getByRole('menuitemradio', { name: 'Resolved' }).click();
  await expectHeard(page, [`#${first.id} is Resolved now.`]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(fieldButton(page, 'Status', first.id)).toHaveAccessibleName(/Open/);
  await expectHeard(page, []);

  await page.route(`**/api/tickets/${second.id}/`, (route) => route.fulfill({ status: 500 }));
  await fieldButton(page, 'Priority', second.id).click();
  await page.getByRole('menuitemradio', { name: 'High' }).click();
  await expectHeard(page, ['We couldn’t save the priority. It is Low again.']);
  await page.unroute(`**/api/tickets/${second.id}/`);

  await rowLink(page, first.id).focus();
  await page.keyboard.press('x');
  await expectHeard(page, ['1 selected']);
  await page.keyboard.press('Shift+K');
  await expectHeard(page, ['2 selected']);
  await page.keyboard.press('p');
  await page.keyboard.press('1');
  await expectHeard(page, ['2 tickets: priority is Critical now.']);

  await makeTicket(page, { title: `Third ${word}` });
  await page.clock.fastForward(POLLED);
  await expect(page.getByRole('button', { name: /1 new ticket/ })).toBeVisible();
  await expectHeard(page, ['1 new ticket']);
  await page.keyboard.press('.');
  await expect(rows(page)).toHaveCount(3);
  await expectHeard(page, ['Loading tickets…', '3 tickets']);

  await page.getByRole('searchbox', { name: 'Search tickets' }).fill(`Second ${word}`);
  await expect(rows(page)).toHaveCount(1);
  await expectHeard(page, ['1 ticket']);
});

test('a deletion is announced once', async ({ page }) => {
  const word = rareWord();
  await makeTicket(page, { title: `Stays ${word}` });
  const { id } = await makeTicket(page, { title: `Goes ${word}` });
  await page.goto(`/?tab=tickets&search=${word}&ticket=${id}`);
  await expect(page.getByRole('article', { name: /^Ticket #/ })).toBeVisible();
  await page.waitForTimeout(SETTLED);
  await takeHeard(page);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(page.locator('.total')).toHaveText('1 ticket');
  await expectHeard(page, [`#${id}`, '1 ticket']);
});

test('each state of a suggestion and of the form is announced once', async ({ page }) => {
  await page.goto('/');
  await page.waitForTimeout(SETTLED);
  await takeHeard(page);
  await write(page, { title: 'Card', description: `Charged twice ${rareWord()} for one invoice` });
  await expect(page.getByText('Suggested from your description')).toBeVisible();
  await page.waitForTimeout(SETTLED);
  const heard = await takeHeard(page);
  expect(new Set(heard).size).toBe(heard.length);
  expect(heard.filter((text) => text.includes('Suggested'))).toHaveLength(1);

  await page.route('**/api/tickets/', (route) => route.abort());
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'connection' })).toBeVisible();
  await expectHeard(page, ['There is no connection to the server.']);
});

test('the doubt in a suggestion is announced along with it', async ({ page }) => {
  await page.route('**/api/tickets/classify/', (route) =>
    route.fulfill({
      json: {
        suggested_category: 'billing',
        suggested_priority: 'high',
        confidence: 0.3,
        reason: 'It is about a payment.',
      },
    }),
  );
  await page.goto('/');
  await page.waitForTimeout(SETTLED);
  await takeHeard(page);
  await write(page, { title: 'Card', description: `Charged twice ${rareWord()}` });
  await expect(page.getByText('Why: It is about a payment.')).toBeVisible();
  await page.waitForTimeout(SETTLED);
  const heard = await takeHeard(page);
  expect(heard.filter((text) => /Suggested|Not sure/.test(text))).toEqual([
    'Suggested from your description. Not sure about this one.',
  ]);
  await expect(page.getByRole('radiogroup', { name: 'Category' })).toHaveAccessibleDescription(
    'Suggested by AI Why: It is about a payment.',
  );
});

test('what happens to the figures is announced once', async ({ page }) => {
  await page.goto('/?tab=dashboard');
  await expect(page.locator('.figure')).toHaveCount(4);
  await page.waitForTimeout(SETTLED);
  await takeHeard(page);
  await page.route('**/api/tickets/stats/**', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 800));
    await route.continue();
  });
  await page.getByRole('radio', { name: /90/ }).click();
  await expect(page.locator('.dashboard[aria-busy="false"]')).toBeVisible();
  await expectHeard(page, [/Loading/]);
});

test('losing the network and having it back is announced once', async ({ page, context }) => {
  await page.goto('/?tab=tickets');
  await expect(rows(page).first()).toBeVisible();
  await page.waitForTimeout(SETTLED);
  await takeHeard(page);
  await context.setOffline(true);
  await expectHeard(page, ['offline']);
  await context.setOffline(false);
  await expectHeard(page, []);
});
