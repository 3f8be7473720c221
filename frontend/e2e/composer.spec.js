import { expect, test } from '@playwright/test';

import { scrollsSideways, settled, violationsOf, wear } from './support/accessibility.js';
import { rareWord } from './support/product.js';

/**
 * Submit a ticket, store a saved reply, and open the ticket.
 * @param {import('@playwright/test').Page} page
 */
async function start(page) {
  const word = rareWord();
  const ticket = await page.request.post('/api/tickets/', {
    data: {
      title: `The invoice is wrong ${word}`,
      description: 'It names another company.',
      category: 'billing',
      priority: 'high',
      requester_name: 'Maëlle Kerviel',
    },
  });
  const { id } = await ticket.json();
  const saved = await page.request.post('/api/saved-replies/', {
    data: {
      name: `Corrected ${word}`,
      text: 'Hello {{requester.first_name | there}}, ticket #{{ticket.number}} is **corrected**.',
      set: { status: 'resolved', priority: 'low' },
      shared: true,
    },
  });
  expect(saved.status()).toBe(201);
  await page.goto(`/?tab=tickets&ticket=${id}`);
  const detail = page.getByRole('article', { name: `Ticket #${id}` });
  const field = detail.getByRole('textbox', { name: 'Reply' });
  await field.click();
  await expect(detail.getByRole('toolbar', { name: 'Formatting' })).toBeVisible();
  return { id, word, detail, field };
}

test('a saved reply goes out with what it sets, by the keyboard alone', async ({ page }) => {
  const { id, word, detail, field } = await start(page);
  await page.keyboard.type(`/corrected ${word}`);
  const option = detail.getByRole('option', { name: `Corrected ${word}` });
  await expect(option).toHaveAttribute('aria-selected', 'true');
  await expect(detail.getByText(`Hello Maëlle, ticket #${id} is corrected.`)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue(`Hello Maëlle, ticket #${id} is **corrected**.`);
  const sets = detail.getByRole('group', { name: 'Also sets' });
  await expect(sets).toContainText('Low');
  await sets.getByRole('button', { name: 'Don’t set Priority to Low' }).click();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Reply sent.', { exact: true })).toBeVisible();
  await expect(detail.getByRole('button', { name: /^Status/ })).toContainText('Resolved');
  await expect(detail.getByRole('button', { name: /^Priority/ })).toContainText('High');
  // Taken back, all of it is as it was.
  await page.keyboard.press('Escape');
  await page.keyboard.press('z');
  await expect(field).toHaveValue(`Hello Maëlle, ticket #${id} is **corrected**.`);
  await expect(detail.getByRole('button', { name: /^Status/ })).toContainText('Open');
  await expect(sets).toContainText('Resolved');
});

test('the browser’s own undo takes back what was written for somebody', async ({ page }) => {
  const { id, word, field, detail } = await start(page);
  await page.keyboard.type('one two');
  await page.keyboard.press('Control+Shift+ArrowLeft');
  await page.keyboard.press('Control+b');
  await expect(field).toHaveValue('one **two**');
  await page.keyboard.press('Control+z');
  await expect(field).toHaveValue('one two');
  await page.keyboard.press('End');
  await page.keyboard.press('Control+Shift+ArrowLeft');
  await page.keyboard.press('Control+k');
  await expect(field).toHaveValue('one [two](url)');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('End');
  await page.keyboard.type(` see #${id}`);
  await expect(detail.getByRole('option').first()).toContainText(word);
  await page.keyboard.press('Tab');
  await expect(field).toHaveValue(`one two see #${id} `);
  await page.keyboard.press('Control+z');
  await expect(field).toHaveValue(`one two see #${id}`);
});

test('Escape closes the list and leaves the ticket open', async ({ page }) => {
  const { detail, field } = await start(page);
  await page.keyboard.type('Hi /');
  await expect(detail.getByRole('listbox')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(detail.getByRole('listbox')).toHaveCount(0);
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press(';');
  const dialog = detail.getByRole('dialog', { name: 'Saved replies' });
  await expect(dialog.getByRole('combobox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(field).toHaveValue('Hi /');
});

for (const [theme, width, direction] of /** @type {const} */ ([
  ['light', 1440, 'ltr'],
  ['dark', 390, 'ltr'],
  ['light', 320, 'rtl'],
])) {
  test(`toolbar and lists, ${theme}, ${width} px, ${direction}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 800 });
    const { word, detail } = await start(page);
    await wear(page, theme);
    await page.evaluate((dir) => {
      document.documentElement.dir = dir;
    }, direction);
    await page.keyboard.type(`/corrected ${word}`);
    await expect(detail.getByText('is corrected.')).toBeVisible();
    expect(await violationsOf(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    const box = await detail.getByRole('listbox').boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
    await page.keyboard.press('Enter');
    await detail.getByRole('button', { name: 'Saved replies' }).click();
    await expect(detail.getByRole('dialog', { name: 'Saved replies' })).toBeVisible();
    await settled(page);
    expect(await violationsOf(page)).toEqual([]);
  });
}
