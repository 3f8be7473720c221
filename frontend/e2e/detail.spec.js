import { expect, test } from '@playwright/test';

import { focused, makeTicket, rareWord, rowLink } from './support/product.js';

/**
 * @param {import('@playwright/test').Page} page
 * @param {Record<string, string>} [values]
 */
async function open(page, values) {
  const ticket = await makeTicket(page, values);
  await page.goto(`/?tab=tickets&ticket=${ticket.id}`);
  const panel = page.getByRole('article', { name: `Ticket #${ticket.id}` });
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(ticket.title);
  return { ticket, panel };
}

test('title and description are edited in place, and both can be undone', async ({ page }) => {
  const { ticket, panel } = await open(page);
  await panel.getByRole('button', { name: 'Edit title' }).click();
  const title = panel.getByRole('textbox', { name: 'Title' });
  await expect(title).toBeFocused();
  await title.fill('   ');
  await page.keyboard.press('Enter');
  await expect(panel.getByText('Add a title, so we know what this is about.')).toBeVisible();
  await title.fill('A better title');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('heading', { name: 'A better title' })).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Edit title' })).toBeFocused();
  await expect(rowLink(page, ticket.id)).toHaveText('A better title');

  await panel.getByRole('button', { name: 'Edit description' }).click();
  await panel.getByRole('textbox', { name: 'Description' }).fill('First line\n\nSecond line');
  await page.keyboard.press('Control+Enter');
  await expect(panel.locator('.detail-description')).toContainText('Second line');
  await panel.getByRole('button', { name: 'Edit description' }).click();
  await panel.getByRole('textbox', { name: 'Description' }).fill('Thrown away');
  await page.keyboard.press('Escape');
  await expect(panel.locator('.detail-description')).toContainText('Second line');

  await page.keyboard.press('z');
  await expect(panel.locator('.detail-description')).toHaveText('Made for a test.');
  await page.keyboard.press('z');
  await expect(panel.getByRole('heading', { name: ticket.title })).toBeVisible();
});

test('what was typed into an editor survives a refusal', async ({ page }) => {
  const { ticket, panel } = await open(page);
  await page.route(`**/api/tickets/${ticket.id}/`, (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.continue(),
  );
  await panel.getByRole('button', { name: 'Edit description' }).click();
  const editor = panel.getByRole('textbox', { name: 'Description' });
  await editor.fill('A long explanation');
  await panel.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(panel.getByText(/Not saved.*Your text is kept/)).toBeVisible();
  await expect(editor).toHaveValue('A long explanation');
  await page.unroute(`**/api/tickets/${ticket.id}/`);
  await panel.getByRole('button', { name: 'Save', exact: true }).click();
  // The history tells of it, too.
  await expect(panel.locator('.detail-description')).toHaveText('A long explanation');
});

test('addresses are links, line breaks stay, and nothing of a stranger is run', async ({
  page,
}) => {
  const { panel } = await open(page, {
    description:
      'See https://example.com/a?b=1 and write to help@example.com\n\njavascript:alert(1)\n<b>bold</b>',
  });
  const link = panel.getByRole('link', { name: 'https://example.com/a?b=1' });
  await expect(link).toHaveAttribute('href', 'https://example.com/a?b=1');
  await expect(link).toHaveAttribute('rel', /noopener/);
  await expect(panel.getByRole('link', { name: 'help@example.com' })).toHaveAttribute(
    'href',
    'mailto:help@example.com',
  );
  await expect(panel.locator('[href^="javascript"]')).toHaveCount(0);
  await expect(panel.getByText('<b>bold</b>')).toBeVisible();
});

test('deleting moves to the bin, and the focus goes on to the next ticket', async ({ page }) => {
  const word = rareWord();
  const older = await makeTicket(page, { title: `Older ${word}` });
  const newer = await makeTicket(page, { title: `Newer ${word}` });
  await page.goto(`/?tab=tickets&search=${word}`);
  await rowLink(page, newer.id).click();
  const panel = page.getByRole('article', { name: `Ticket #${newer.id}` });
  await panel.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(rowLink(page, older.id)).toBeFocused();
  await expect(rowLink(page, newer.id)).toHaveCount(0);
  await expect(page.getByText(`#${newer.id}: moved to the bin.`).first()).toBeVisible();
  const { folder } = await (await page.request.get(`/api/tickets/${newer.id}/`)).json();
  expect(folder).toBe('bin');
});

test('on a phone the ticket fills the screen, and Back closes it', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const ticket = await makeTicket(page);
  await page.goto(`/?tab=tickets&search=${ticket.title.split(' ')[1]}`);
  await rowLink(page, ticket.id).click();
  const panel = page.getByRole('article', { name: `Ticket #${ticket.id}` });
  await expect(panel).toBeVisible();
  expect((await panel.boundingBox())?.width).toBeCloseTo(390, 1);
  await expect(page.getByRole('searchbox')).toBeHidden();
  await page.goBack();
  await expect(panel).toHaveCount(0);
  await expect(rowLink(page, ticket.id)).toBeVisible();
  await rowLink(page, ticket.id).click();
  await panel.getByRole('button', { name: 'Back to tickets' }).click();
  await expect(rowLink(page, ticket.id)).toBeFocused();
  await expect(focused(page)).toHaveCount(1);
});

test('a ticket prints as a ticket', async ({ page }) => {
  const { ticket, panel } = await open(page, { description: 'On paper, please.' });
  await page.emulateMedia({ media: 'print' });
  await expect(panel.getByText('On paper, please.')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  await expect(rowLink(page, ticket.id)).toBeHidden();
  await expect(panel.getByRole('button', { name: 'Edit title' })).toBeHidden();
});
