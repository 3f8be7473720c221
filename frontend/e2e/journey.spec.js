import { expect, test } from '@playwright/test';

import {
  confirmedNumber,
  fieldButton,
  figure,
  rareWord,
  tabTo,
  totals,
  write,
  tab,
} from './support/product.js';

test('a ticket goes from a suggestion to a solution', async ({ page }) => {
  const before = await totals(page);
  const word = rareWord();

  await tab(page, 'Submit').click();
  await write(page, { title: `Charged twice ${word}`, description: 'My card was charged twice.' });
  await expect(page.getByText('Suggested from your description')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Billing' })).toBeChecked();
  await expect(page.getByRole('radio', { name: 'High' })).toBeChecked();
  await expect(page.getByText('Suggested by AI')).toHaveCount(2);

  await page.getByRole('radio', { name: 'Medium' }).check();
  await expect(page.getByText('You changed it · suggested High')).toBeVisible();
  await expect(page.getByText('Suggested by AI')).toHaveCount(1);
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  const id = await confirmedNumber(page);

  await page.getByRole('link', { name: 'View ticket list' }).click();
  await page.getByRole('searchbox', { name: 'Search tickets' }).fill(word.toUpperCase());
  await expect(page.getByText('1 ticket', { exact: true })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`tab=tickets.*search=${word.toUpperCase()}`));
  await expect(fieldButton(page, 'Priority', id)).toContainText('Medium');
  await expect(fieldButton(page, 'Category', id)).toContainText('Billing');

  await fieldButton(page, 'Status', id).click();
  await page.getByRole('menuitemradio', { name: 'Resolved' }).click();
  await expect(fieldButton(page, 'Status', id)).toHaveAccessibleName(/Resolved/);
  await expect(page.getByText(`#${id} is Resolved now.`).first()).toBeVisible();

  await tab(page, 'Dashboard').click();
  await expect.poll(() => figure(page, 'Created')).toBe(before.created + 1);
  expect(await figure(page, 'Open now')).toBe(before.open);

  const stored = await (await page.request.get(`/api/tickets/${id}/`)).json();
  expect(stored).toMatchObject({ category: 'billing', priority: 'medium', status: 'resolved' });
});

test('the same with the keyboard alone', async ({ page }) => {
  const before = await totals(page);
  const word = rareWord();
  const { keyboard } = page;

  await tabTo(page, tab(page, 'Submit'));
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'New ticket' })).toBeVisible();
  await tabTo(page, page.getByLabel('Title'));
  await keyboard.type(`Nobody can sign in ${word}`);
  await keyboard.press('Tab');
  await keyboard.type('An outage: nobody can sign in.');
  await keyboard.press('Tab');
  await expect(page.getByRole('radio', { name: 'Critical' })).toBeChecked();
  await tabTo(page, page.getByRole('radio', { name: 'Critical' }));
  await keyboard.press('ArrowLeft');
  await expect(page.getByRole('radio', { name: 'High' })).toBeChecked();
  await tabTo(page, page.getByRole('button', { name: 'Submit ticket' }));
  await keyboard.press('Enter');
  const id = await confirmedNumber(page);

  await tabTo(page, page.getByRole('link', { name: 'View ticket list' }));
  await keyboard.press('Enter');
  await tabTo(page, page.getByRole('searchbox', { name: 'Search tickets' }));
  await keyboard.type(word);
  await expect(page.getByText('1 ticket', { exact: true })).toBeVisible();
  await tabTo(page, fieldButton(page, 'Status', id));
  await keyboard.press('Enter');
  await expect(page.getByRole('menuitemradio', { name: 'Open' })).toBeFocused();
  await keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitemradio', { name: 'In progress' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(fieldButton(page, 'Status', id)).toHaveAccessibleName(/In progress/);
  await expect(fieldButton(page, 'Status', id)).toBeFocused();

  await tabTo(page, page.getByRole('link', { name: `Nobody can sign in ${word}` }));
  await keyboard.press('Enter');
  await expect(page.getByRole('article', { name: `Ticket #${id}` })).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByRole('link', { name: `Nobody can sign in ${word}` })).toBeFocused();

  await keyboard.press('Shift+Tab');
  for (let presses = 0; presses < 40; presses += 1) {
    const name = await page.evaluate(() => document.activeElement?.textContent);
    if (name === 'Dashboard') break;
    await keyboard.press('Shift+Tab');
  }
  await keyboard.press('Enter');
  await expect.poll(() => figure(page, 'Created')).toBe(before.created + 1);
  expect(await figure(page, 'Open now')).toBe(before.open + 1);
  const stored = await (await page.request.get(`/api/tickets/${id}/`)).json();
  expect(stored).toMatchObject({
    category: 'technical',
    priority: 'high',
    status: 'in_progress',
  });
});

test('what the person chose is never overwritten', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('radio', { name: 'General' }).check();
  await write(page, { title: 'Refund', description: 'Please refund the invoice.' });
  await expect(page.getByRole('radio', { name: 'High' })).toBeChecked();
  await expect(page.getByRole('radio', { name: 'General' })).toBeChecked();
  await page.getByRole('button', { name: /Use suggestion: category Billing/ }).click();
  await expect(page.getByRole('radio', { name: 'Billing' })).toBeChecked();
});

test('a model that hangs for 30 seconds does not stop a submit', async ({ page }) => {
  await page.goto('/');
  await write(page, { title: `Slow ${rareWord()}`, description: 'Let the model hang, please.' });
  await expect(page.getByText('Reading your description…')).toBeVisible();
  await page.getByRole('radio', { name: 'General' }).check();
  await page.getByRole('radio', { name: 'Low' }).check();
  const start = Date.now();
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  const id = await confirmedNumber(page);
  expect(Date.now() - start).toBeLessThan(3_000);
  const stored = await (await page.request.get(`/api/tickets/${id}/`)).json();
  expect(stored).toMatchObject({ category: 'general', priority: 'low' });
});

test('a model that hangs leads to a quiet word when its time is over', async ({ page }) => {
  await page.goto('/');
  await write(page, { title: 'Slow', description: 'Let the model hang once more.' });
  await expect(page.getByText('No suggestion right now. Please choose below.')).toBeVisible({
    timeout: 12_000,
  });
});

test('a model that talks nonsense leads to a quiet word', async ({ page }) => {
  await page.goto('/');
  await write(page, { title: 'Odd', description: 'Talk nonsense, please.' });
  await expect(page.getByText('No suggestion right now. Please choose below.')).toBeVisible();
  await expect(page.getByRole('radio', { checked: true, name: /Billing|High/ })).toHaveCount(0);
});
