import { expect, test } from '@playwright/test';

import {
  confirmedNumber,
  fieldButton,
  makeTicket,
  rareWord,
  rows,
  write,
  tab,
} from './support/product.js';

/**
 * Fill the form without waiting for the model.
 * @param {import('@playwright/test').Page} page
 * @param {string} title
 */
async function fillForm(page, title) {
  await write(page, { title, description: 'A description that must not be lost.' });
  await page.getByRole('radio', { name: 'Account' }).check();
  await page.getByRole('radio', { name: 'Low' }).check();
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} search
 */
async function countOf(page, search) {
  const response = await page.request.get('/api/tickets/', { params: { search } });
  return Number(response.headers()['x-total-count']);
}

test('what was typed survives a lost connection, a reload and a change of tab', async ({
  page,
  context,
}) => {
  const title = `Kept ${rareWord()}`;
  await page.goto('/');
  await fillForm(page, title);
  await context.setOffline(true);
  await expect(page.getByText('You’re offline. Changes are paused.')).toBeVisible();
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await expect(page.getByText('Your ticket was not sent.')).toBeVisible();
  await expect(page.getByLabel('Title')).toHaveValue(title);

  await context.setOffline(false);
  await page.reload();
  await expect(page.getByLabel('Title')).toHaveValue(title);
  await tab(page, 'Dashboard').click();
  await tab(page, 'Submit').click();
  await expect(page.getByLabel('What happened?')).toHaveValue(
    'A description that must not be lost.',
  );
  await expect(page.getByRole('radio', { name: 'Account' })).toBeChecked();
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await confirmedNumber(page);
  expect(await countOf(page, title)).toBe(1);
});

test('a repeat after a lost answer makes no second ticket', async ({ page }) => {
  const title = `Once ${rareWord()}`;
  await page.goto('/');
  await fillForm(page, title);
  let lost = 0;
  await page.route('**/api/tickets/', async (route) => {
    if (route.request().method() !== 'POST' || lost) return route.continue();
    lost += 1;
    await route.fetch();
    return route.abort('connectionreset');
  });
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await expect(page.getByText('Your ticket was not sent.')).toBeVisible();
  expect(await countOf(page, title)).toBe(1);
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await confirmedNumber(page);
  expect(await countOf(page, title)).toBe(1);
});

test('a double click makes one ticket', async ({ page }) => {
  const title = `Double ${rareWord()}`;
  await page.goto('/');
  await fillForm(page, title);
  await page.getByRole('button', { name: 'Submit ticket' }).dblclick();
  await confirmedNumber(page);
  expect(await countOf(page, title)).toBe(1);
});

test("the server's reasons are shown at the fields", async ({ page }) => {
  await page.goto('/');
  await fillForm(page, 'A bell');
  // What no interface sends is the real server's to refuse.
  await page.route('**/api/tickets/', async (route) => {
    const sent = route.request().postDataJSON();
    await route.continue({ postData: JSON.stringify({ ...sent, title: 'x'.repeat(201) }) });
  });
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await expect(page.getByText(/no more than 200 characters/)).toBeVisible();
  await expect(page.getByLabel('Title')).toBeFocused();
  await expect(page.getByLabel('Title')).toHaveAccessibleDescription(/no more than 200 characters/);
});

test('what nobody sees in a pasted text is no reason to refuse it', async ({ page }) => {
  const word = rareWord();
  await page.goto('/');
  await fillForm(page, `A bell:\u0007 ${word} it\u0092s\u001b[31m red\u001b[0m`);
  await page
    .getByLabel('What happened?')
    .fill('From\u000bWord, a null:\u0000, a log: \u001b[1mbold\u001b[0m\u2028end');
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  const number = await confirmedNumber(page);
  const stored = await (await page.request.get(`/api/tickets/${number}/`)).json();
  expect(stored.title).toBe(`A bell: ${word} it’s red`);
  expect(stored.description).toBe('From\nWord, a null:, a log: bold\nend');
});

/** @param {import('@playwright/test').Page} page @param {number} id */
async function answerLate(page, id, change = {}) {
  await page.route(`**/api/tickets/${id}/`, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    await route.continue(change);
  });
}

test('a change that the server refuses is taken back with a message', async ({ page }) => {
  const ticket = await makeTicket(page);
  await page.goto(`/?tab=tickets&search=${ticket.title.split(' ')[1]}`);
  const status = fieldButton(page, 'Status', ticket.id);
  await expect(status).toHaveAccessibleName(/Open/);

  // What no interface sends is the real server's to refuse.
  await answerLate(page, ticket.id, { postData: '{"status": "done"}' });
  await status.click();
  await page.getByRole('menuitemradio', { name: 'Closed' }).click();
  await expect(status).toHaveAccessibleName(/Closed/, { timeout: 500 });
  await expect(
    page.getByText('We couldn’t save the status. It is Open again.').first(),
  ).toBeVisible();
  await expect(status).toHaveAccessibleName(/Open/);
});

test('a change of a ticket that somebody has deleted is taken back and says so', async ({
  page,
}) => {
  const ticket = await makeTicket(page);
  await page.goto(`/?tab=tickets&search=${ticket.title.split(' ')[1]}`);
  const status = fieldButton(page, 'Status', ticket.id);
  await expect(status).toHaveAccessibleName(/Open/);
  await page.request.delete(`/api/tickets/${ticket.id}/`);

  await answerLate(page, ticket.id);
  await status.click();
  await page.getByRole('menuitemradio', { name: 'Closed' }).click();
  await expect(status).toHaveAccessibleName(/Closed/, { timeout: 500 });
  await expect(
    page.getByText(`Someone has moved #${ticket.id} to the bin. Restore it to change it.`).first(),
  ).toBeVisible();
  await expect(status).toBeHidden();
});

test('a change can be undone', async ({ page }) => {
  const ticket = await makeTicket(page);
  await page.goto(`/?tab=tickets&search=${ticket.title.split(' ')[1]}`);
  const priority = fieldButton(page, 'Priority', ticket.id);
  await priority.click();
  await page.getByRole('menuitemradio', { name: 'Critical' }).click();
  await expect(priority).toContainText('Critical');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(priority).toContainText('Low');
  await expect
    .poll(
      async () => (await (await page.request.get(`/api/tickets/${ticket.id}/`)).json()).priority,
    )
    .toBe('low');
});

test('a list that cannot be loaded says so and offers another try', async ({ page }) => {
  await page.goto('/?tab=dashboard');
  await page.route('**/api/tickets/?*', (route) => route.abort());
  await tab(page, 'Tickets').click();
  await expect(page.getByText('We couldn’t load the tickets.')).toBeVisible({ timeout: 15_000 });
  await page.unroute('**/api/tickets/?*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(rows(page).first()).toBeVisible();
});
