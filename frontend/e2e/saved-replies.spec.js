import { expect, test } from '@playwright/test';

import { scrollsSideways, violationsOf, wear } from './support/accessibility.js';
import { rareWord, rows } from './support/product.js';

/** @param {import('@playwright/test').Page} page @param {string} name of a dialog's view */
const panel = (page, name = 'Saved replies') => page.getByRole('dialog', { name });

/**
 * Open the panel from the command palette, by the keyboard alone.
 * @param {import('@playwright/test').Page} page
 */
async function openPanel(page) {
  await page.goto('/?tab=tickets');
  await expect(rows(page).first()).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Search or jump to' })).toBeFocused();
  await page.keyboard.type('saved replies');
  await expect(page.getByRole('option', { name: 'Manage saved replies' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('searchbox')).toBeVisible();
}

/** @param {import('@playwright/test').Page} page @param {string} label */
const field = (page, label) => page.getByRole('dialog').getByLabel(label, { exact: true });

test('a saved reply is made, found, changed and deleted', async ({ page }) => {
  const word = rareWord();
  await openPanel(page);
  await panel(page).getByRole('button', { name: 'New saved reply' }).click();
  await page.keyboard.type(`Refund ${word}`);
  await field(page, 'Text').fill('Hello , we **refund** it.');
  await field(page, 'Text').evaluate((/** @type {HTMLTextAreaElement} */ area) =>
    area.setSelectionRange(6, 6),
  );
  await page.getByRole('button', { name: 'Insert: First name' }).click();
  await expect(field(page, 'Text')).toHaveValue(
    'Hello {{requester.first_name | there}}, we **refund** it.',
  );
  await page.keyboard.press('Control+z');
  await expect(field(page, 'Text')).toHaveValue('Hello , we **refund** it.');
  await page.getByRole('button', { name: 'Insert: First name' }).click();
  await field(page, 'Status').selectOption('Resolved');
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview.getByText('Hello Ada, we refund it.')).toBeVisible();
  await expect(preview.locator('strong')).toHaveText('refund');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(`“Refund ${word}” is saved.`, { exact: true })).toBeVisible();

  await panel(page).getByRole('searchbox').fill(word);
  await expect(panel(page).getByRole('listitem')).toHaveCount(1);
  await expect(panel(page).getByRole('listitem')).toContainText('Resolved');
  await panel(page)
    .getByRole('button', { name: `Edit: Refund ${word}` })
    .click();
  await field(page, 'Text').fill('Half of');
  await expect(page.getByText('Draft kept on this device')).toBeVisible();
  await page.reload();
  await openPanel(page);
  await panel(page).getByRole('searchbox').fill(word);
  await panel(page)
    .getByRole('button', { name: `Edit: Refund ${word}` })
    .click();
  await expect(field(page, 'Text')).toHaveValue('Half of');
  await page.getByRole('button', { name: 'Discard changes' }).click();

  await panel(page)
    .getByRole('button', { name: `Delete: Refund ${word}` })
    .click();
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('listitem')).toHaveCount(1);
  await panel(page)
    .getByRole('button', { name: `Delete: Refund ${word}` })
    .click();
  await panel(page).getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(panel(page).getByText('Nothing matches')).toBeVisible();
  // The word about the deletion may go first.
  await expect(async () => {
    await page.keyboard.press('Escape');
    await expect(panel(page)).toHaveCount(0, { timeout: 1_000 });
  }).toPass();
});

test('what somebody else has changed meanwhile is told, and no text is lost', async ({ page }) => {
  const name = `Greeting ${rareWord()}`;
  const sent = await page.request.post('/api/saved-replies/', { data: { name, text: 'Hello.' } });
  const { id } = await sent.json();
  await openPanel(page);
  await panel(page).getByRole('searchbox').fill(name);
  await panel(page)
    .getByRole('button', { name: `Edit: ${name}` })
    .click();
  await field(page, 'Text').fill('Mine.');
  await page.request.patch(`/api/saved-replies/${id}/`, { data: { text: 'Theirs.' } });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Theirs.', { exact: true })).toBeVisible();
  await expect(field(page, 'Text')).toHaveValue('Mine.');
  await page.getByRole('button', { name: 'Save mine' }).click();
  await expect(panel(page).getByText('Mine.', { exact: true })).toBeVisible();
  expect((await (await page.request.get(`/api/saved-replies/${id}/`)).json()).text).toBe('Mine.');
});

for (const theme of /** @type {const} */ (['light', 'dark'])) {
  for (const width of [1440, 320]) {
    test(`the panel, ${theme}, ${width} px wide`, async ({ page }) => {
      const name = `Looks ${rareWord()}`;
      await page.request.post('/api/saved-replies/', {
        data: { name, text: 'x'.repeat(300), set: { status: 'resolved', category: 'billing' } },
      });
      await page.setViewportSize({ width, height: 800 });
      await openPanel(page);
      await wear(page, theme);
      await panel(page).getByRole('searchbox').fill(name);
      await panel(page)
        .getByRole('button', { name: `Delete: ${name}` })
        .click();
      expect(await violationsOf(page)).toEqual([]);
      expect(await scrollsSideways(page)).toBe(false);
      await panel(page)
        .getByRole('button', { name: `Edit: ${name}` })
        .click();
      await expect(page.getByRole('region', { name: 'Preview' })).toContainText('xxx');
      expect(await violationsOf(page)).toEqual([]);
      expect(await scrollsSideways(page)).toBe(false);
    });
  }
}
