import { expect, test } from '@playwright/test';

import { fieldButton, makeTicket } from './support/product.js';

/**
 * Open the same ticket for two agents, each with a browser of their own.
 * @param {import('@playwright/test').Browser} browser
 */
async function two(browser) {
  const pages = await Promise.all([1, 2].map(async () => (await browser.newContext()).newPage()));
  const ticket = await makeTicket(pages[0]);
  const panels = [];
  for (const page of pages) {
    // Else the one would hear of the other's change within seconds, and there would be no conflict.
    await page.route('**/api/pulse/**', (route) => route.abort());
    await page.goto(`/?tab=tickets&ticket=${ticket.id}`);
    const panel = page.getByRole('article', { name: `Ticket #${ticket.id}` });
    await expect(panel.getByRole('heading', { level: 2 })).toHaveText(ticket.title);
    panels.push(panel);
  }
  return { ticket, pages, panels };
}

/** @param {import('@playwright/test').Locator} panel @param {string} text */
async function typeTitle(panel, text) {
  await panel.getByRole('button', { name: 'Edit title' }).click();
  await panel.getByRole('textbox', { name: 'Title' }).fill(text);
}

/** @param {import('@playwright/test').Locator} panel */
const save = (panel) => panel.getByRole('button', { name: 'Save', exact: true }).click();

/** @param {import('@playwright/test').Page} page @param {number} id */
const stored = async (page, id) => (await page.request.get(`/api/tickets/${id}/`)).json();

test('different fields of one ticket merge, and each undoes only their own', async ({
  browser,
}) => {
  const { ticket, pages, panels } = await two(browser);
  await typeTitle(panels[0], 'Ana has renamed it');
  await fieldButton(pages[1], 'Priority', ticket.id).last().click();
  await pages[1].getByRole('menuitemradio', { name: 'Critical' }).click();
  await expect(
    pages[1].getByText(`#${ticket.id}: priority is Critical now.`).first(),
  ).toBeVisible();
  await save(panels[0]);
  await expect(
    pages[0].getByText(/has a new title\. Someone else changed its priority/).first(),
  ).toBeVisible();
  expect(await stored(pages[0], ticket.id)).toMatchObject({
    title: 'Ana has renamed it',
    priority: 'critical',
  });
  await pages[0].keyboard.press('z');
  await expect(panels[0].getByRole('heading', { level: 2 })).toHaveText(ticket.title);
  expect((await stored(pages[0], ticket.id)).priority).toBe('critical');
});

test('the same field: both are shown, and what is typed is kept until it is decided', async ({
  browser,
}) => {
  const { ticket, pages, panels } = await two(browser);
  await typeTitle(panels[0], 'Ana’s title');
  await typeTitle(panels[1], 'Ben’s title');
  await save(panels[1]);
  await expect(panels[1].getByRole('heading', { level: 2 })).toHaveText('Ben’s title');
  await save(panels[0]);
  const dialog = pages[0].getByRole('alertdialog', { name: /someone else changed the title too/ });
  await expect(dialog.getByRole('textbox', { name: /^Theirs/ })).toHaveValue('Ben’s title');
  await expect(dialog.getByText(/^Someone not signed in, /)).toBeVisible();
  await pages[0].keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(panels[0].getByRole('textbox', { name: 'Title' })).toHaveValue('Ana’s title');
  expect((await stored(pages[0], ticket.id)).title).toBe('Ben’s title');

  await save(panels[0]);
  await dialog.getByRole('textbox', { name: 'Yours' }).fill('Ben’s and Ana’s title');
  await dialog.getByRole('button', { name: 'Use yours' }).click();
  await expect(panels[0].getByRole('heading', { level: 2 })).toHaveText('Ben’s and Ana’s title');
  await panels[0].getByRole('tab', { name: 'Activity' }).click();
  const history = panels[0].locator('.history');
  await expect(history.getByRole('listitem')).toHaveCount(3);
  await expect(history.getByText('Someone (open demo)').first()).toBeVisible();
});

test('a choice of both: theirs can stay', async ({ browser }) => {
  const { ticket, pages } = await two(browser);
  const change = async (/** @type {number} */ index, /** @type {string} */ word) => {
    await fieldButton(pages[index], 'Status', ticket.id).last().click();
    await pages[index].getByRole('menuitemradio', { name: word }).click();
  };
  await change(1, 'Closed');
  await expect(pages[1].getByText(`#${ticket.id} is Closed now.`).first()).toBeVisible();
  await change(0, 'In progress');
  await pages[0].getByRole('button', { name: 'Keep theirs' }).click();
  await expect(fieldButton(pages[0], 'Status', ticket.id).last()).toHaveAccessibleName(
    /Status of #\d+: Closed/,
  );
  expect((await stored(pages[0], ticket.id)).status).toBe('closed');
});
