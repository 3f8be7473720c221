import { execFileSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';

import { expect, test } from '@playwright/test';

import { scrollsSideways, violationsOf, wear } from './support/accessibility.js';
import { confirmedNumber, fieldButton, rareWord, tab, write } from './support/product.js';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * Return the texts of a ticket's suggestion box for screen readers.
 * @param {Page} page
 */
const box = (page) => page.getByRole('group', { name: 'AI suggestion' });

const backend = path.resolve(import.meta.dirname, '../../backend');
const python = path.resolve(import.meta.dirname, '../../.venv/bin/python');

/** The figures of suggestions are kept for a minute, and nobody here waits for that. */
function forgetFigures() {
  const clear = "from django.core.cache import caches; caches['shared'].clear()";
  execFileSync(python, ['manage.py', 'shell', '--verbosity', '0', '-c', clear], {
    cwd: backend,
    env: { ...process.env, DOTENV_PATH: os.devNull, DEBUG: 'True' },
  });
}

/**
 * Return one number of a matrix on the dashboard.
 * @param {Page} page
 * @param {string} matrix
 * @param {string} suggested
 * @param {string} now
 */
async function counted(page, matrix, suggested, now) {
  forgetFigures();
  await page.goto('/?tab=dashboard&period=7d');
  await expect(page.getByRole('heading', { name: 'Suggestions', exact: true })).toBeVisible();
  const table = page.getByRole('table', { name: matrix });
  // Before the first ticket that came of a suggestion there is none.
  if (!(await table.count())) return 0;
  const heads = await table.locator('thead tr').last().getByRole('columnheader').allInnerTexts();
  const row = table
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: suggested }) });
  const cell = row.getByRole('cell').nth(heads.indexOf(now));
  return Number.parseInt(await cell.innerText(), 10);
}

/**
 * Submit a ticket about a payment as critical, with high suggested.
 * @param {Page} page
 */
async function submitOverridden(page) {
  const word = rareWord();
  await page.goto('/?tab=submit');
  await write(page, { title: `Charged ${word}`, description: `I was charged twice: ${word}.` });
  await expect(page.getByText('Suggested from your description')).toBeVisible();
  await page.getByRole('radio', { name: 'Critical' }).check();
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  return confirmedNumber(page);
}

test('what was suggested can be followed from the form to the dashboard', async ({ page }) => {
  const before = await counted(page, 'Suggested priorities', 'High', 'Critical');
  const moved = await counted(page, 'Suggested categories', 'Billing', 'General');

  await tab(page, 'Submit').click();
  const word = rareWord();
  await write(page, { title: `Charged ${word}`, description: `I was charged twice: ${word}.` });
  await expect(page.getByText('Why: It is about a payment.')).toBeVisible();
  await page.getByRole('radio', { name: 'Critical' }).check();
  await expect(page.getByText('You changed it · suggested High')).toBeVisible();
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  const id = await confirmedNumber(page);

  await page.getByRole('link', { name: 'View ticket list' }).click();
  await page.getByRole('link', { name: `Charged ${word}` }).click();
  await expect(box(page).getByText('Billing, kept')).toBeVisible();
  await expect(box(page).getByText('High → Critical')).toBeVisible();
  await box(page).getByRole('button', { name: 'Why?' }).click();
  await expect(box(page).getByText('It is about a payment.')).toBeVisible();
  await expect(box(page).getByText('Billing, Critical')).toBeVisible();

  await fieldButton(page, 'Category', id).last().click();
  await page.getByRole('menuitemradio', { name: 'General' }).click();
  await expect(box(page).getByText('Billing → General')).toBeVisible();
  await expect(page.getByText(`#${id}: category is General now.`).first()).toBeVisible();
  await page.reload();
  await expect(box(page).getByText('Billing → General')).toBeVisible();

  expect(await counted(page, 'Suggested priorities', 'High', 'Critical')).toBe(before + 1);
  expect(await counted(page, 'Suggested categories', 'Billing', 'General')).toBe(moved + 1);
});

test('the description stays where it is when the suggestion comes', async ({ page }) => {
  const id = await submitOverridden(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.route(`**/api/tickets/${id}/`, async (route) => {
    await new Promise((done) => setTimeout(done, 700));
    await route.continue();
  });
  await page.goto('/?tab=tickets&status=open');
  let asked = 0;
  page.on('request', (request) => {
    if (request.url().endsWith(`/api/tickets/${id}/`)) asked += 1;
  });
  await page.locator(`#ticket-link-${id}`).click();
  const description = page.locator('.detail-description');
  await expect(description).toBeVisible();
  await expect(box(page)).toHaveCount(0);
  const place = await description.boundingBox();
  await expect(box(page)).toBeVisible();
  expect(await description.boundingBox()).toEqual(place);
  expect(asked).toBe(1);
});

for (const width of [1440, 820, 390, 320]) {
  test(`suggestions are accessible and fit, ${width} px`, async ({ page }) => {
    const id = await submitOverridden(page);
    await page.setViewportSize({ width, height: 844 });
    for (const address of [`/?tab=tickets&ticket=${id}`, '/?tab=dashboard']) {
      await page.goto(address);
      const part = address.includes('dashboard') ? page.locator('.triage') : box(page);
      await expect(part).toBeVisible();
      if (!address.includes('dashboard')) await part.getByRole('button').click();
      await part.scrollIntoViewIfNeeded();
      for (const theme of /** @type {const} */ (['light', 'dark'])) {
        await wear(page, theme);
        expect.soft(await violationsOf(page), `${address}, ${theme}`).toEqual([]);
        expect.soft(await scrollsSideways(page), `${address}, ${theme}`).toBe(false);
      }
    }
  });
}
