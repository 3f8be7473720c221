import { expect, test } from '@playwright/test';

import { scrollsSideways, violationsOf, wear } from './support/accessibility.js';
import { join } from './support/agents.js';
import { rareWord, rowLink } from './support/product.js';

/** A pulse, what it asks for in consequence, and a busy machine. */
const NEWS = { timeout: 30_000 };

/** @typedef {import('@playwright/test').Page} Page */

/**
 * Submit a ticket through the API, as the page would.
 * @param {Page} page
 * @param {Record<string, string>} values
 */
async function submit(page, values) {
  const cookies = await page.context().cookies();
  const response = await page.request.post('/api/tickets/', {
    headers: { 'X-CSRFToken': cookies.find(({ name }) => name.includes('csrftoken'))?.value ?? '' },
    data: { category: 'general', priority: 'low', ...values },
  });
  expect(response.status()).toBe(201);
  return (await response.json()).id;
}

/**
 * Let two agents work, each in a browser of their own, of whom the second has a name from right to left.
 * @param {import('@playwright/test').Browser} browser
 */
async function start(browser) {
  const [ada, layla] = await Promise.all(
    [1, 2].map(async () => (await browser.newContext()).newPage()),
  );
  // Other walks have agents of the same first names.
  const word = rareWord();
  const names = { ada: `Ada ${word}`, layla: `ليلى ${word}` };
  await join(ada, names.ada);
  await join(layla, names.layla);
  const id = await submit(ada, { title: `Printer ${word}`, description: 'Made for a test.' });
  return { ada, layla, id, names, word };
}

/** @param {Page} page @param {number} id */
const detail = (page, id) => page.getByRole('article', { name: `Ticket #${id}` });

/** @param {Page} page */
async function looksRight(page) {
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    await wear(page, theme);
    expect(await violationsOf(page)).toEqual([]);
  }
}

test('who is mentioned in a note follows the ticket, and leaves it by a key', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const { ada, layla, id, names, word } = await start(browser);
  await ada.goto(`/?tab=tickets&ticket=${id}`);
  await expect(ada.getByRole('button', { name: /^Follow\. Nobody/ })).toBeVisible();
  await ada.keyboard.press('m');
  const note = detail(ada, id).getByRole('textbox', { name: 'Internal note' });
  await note.pressSequentially(`Look, @${word}`);
  await expect(ada.getByRole('option', { name: names.layla })).toBeVisible();
  await ada.keyboard.press('ArrowDown');
  const chosen = ada.getByRole('option', { selected: true });
  if ((await chosen.textContent()) !== names.layla) await ada.keyboard.press('ArrowUp');
  await expect(chosen).toHaveText(names.layla);
  await ada.keyboard.press('Enter');
  await expect(note).toHaveValue(new RegExp(`^Look, \\[@${names.layla}\\]\\(agent:\\d+\\) $`));
  await note.pressSequentially('please');
  await ada.keyboard.press('Control+Enter');
  const chip = detail(ada, id).locator('.message .mention');
  await expect(chip).toHaveText(`@${names.layla}`);
  await expect(ada.getByRole('button', { name: `Follow. Followed by ${names.layla}` })).toBeVisible(
    NEWS,
  );
  await looksRight(ada);

  // An edit mentions somebody, too.
  await detail(ada, id).getByRole('button', { name: 'Edit note' }).click();
  const editor = detail(ada, id).getByRole('textbox', { name: 'Note', exact: true });
  await editor.press('Control+End');
  await editor.pressSequentially(` and @${names.ada}`);
  await expect(ada.getByRole('option', { name: names.ada })).toBeVisible();
  await ada.keyboard.press('Enter');
  await ada.keyboard.press('Control+Enter');
  await expect(chip).toHaveText([`@${names.layla}`, `@${names.ada}`]);
  await expect(
    ada.getByRole('button', { name: `Follow. Followed by you and ${names.layla}` }),
  ).toBeVisible(NEWS);
  await detail(ada, id).press('Shift+F');
  await expect(
    ada.getByRole('button', { name: `Follow. Followed by ${names.layla}` }),
  ).toBeVisible();

  await layla.goto('/?tab=tickets&followed=me&status=open&status=in_progress&snoozed=false');
  await expect(layla.getByRole('heading', { name: 'Followed' })).toBeVisible();
  await rowLink(layla, id).click();
  const follow = layla.getByRole('button', { name: 'Follow. Followed by you' });
  await expect(follow).toHaveAttribute('aria-pressed', 'true');
  await detail(layla, id).press('Shift+F');
  await expect(layla.getByText(`You follow #${id} no longer.`, { exact: true })).toBeVisible();
  await expect(layla.getByRole('button', { name: /^Follow\. Nobody/ })).toBeVisible();
  await detail(layla, id).press('z');
  await expect(follow).toBeVisible();
  await layla.setViewportSize({ width: 320, height: 640 });
  expect(await scrollsSideways(layla)).toBe(false);
  await looksRight(layla);
});

test('who takes a ticket in which somebody writes is asked, and who writes is told', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const { ada, layla, id, names } = await start(browser);
  for (const page of [ada, layla]) await page.goto(`/?tab=tickets&ticket=${id}`);
  const field = detail(layla, id).getByRole('textbox', { name: 'Reply' });
  await field.pressSequentially('Half a sent');
  await expect(detail(ada, id).locator('.writers')).toHaveText(`${names.layla} is replying`, NEWS);
  await detail(ada, id).press('i');
  const dialog = ada.getByRole('alertdialog', { name: `${names.layla} is writing a reply` });
  await expect(dialog.getByRole('button', { name: 'Leave it' })).toBeFocused();
  await looksRight(ada);
  await ada.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  const assignee = (/** @type {Page} */ page) =>
    detail(page, id).getByRole('button', { name: new RegExp(`^Assignee of #${id}: `) });
  await expect(assignee(ada)).toHaveText(/Nobody/);

  // Who pauses is not writing any more.
  await field.pressSequentially('ence');
  await expect(detail(ada, id).locator('.writers')).toBeVisible(NEWS);
  await detail(ada, id).press('i');
  await expect(dialog).toBeVisible();
  await ada.keyboard.press('Tab');
  await ada.keyboard.press('Enter');
  await expect(assignee(ada)).toHaveText(new RegExp(names.ada));

  const notice = detail(layla, id).locator('.assignee-line');
  await expect(notice).toContainText(`${names.ada} has taken this ticket.`, NEWS);
  await expect(field).toHaveValue('Half a sentence');
  await layla.setViewportSize({ width: 320, height: 640 });
  expect(await scrollsSideways(layla)).toBe(false);
  await looksRight(layla);
  await notice.getByRole('button', { name: 'Leave it to them' }).click();
  await expect(notice).toHaveText(`Assigned to ${names.ada}Take it`);
  await notice.getByRole('button', { name: 'Take it' }).click();
  await expect(assignee(layla)).toHaveText(new RegExp(names.layla));
  await expect(notice).toHaveCount(0);
  await expect(field).toHaveValue('Half a sentence');
});

test('tickets like the open one are found, and open in its place', async ({ browser }) => {
  test.setTimeout(180_000);
  const { ada, word } = await start(browser);
  const [machine, driver] = [rareWord(), rareWord()];
  const text = `The ${machine} prints blank labels since the ${driver} was updated.`;
  const first = await submit(ada, {
    title: `Blank labels from the ${machine}`,
    description: text,
    requester_name: 'ליאור',
    requester_email: `lior.${word}@example.com`,
  });
  const solved = await submit(ada, {
    title: `${machine} prints blank labels`,
    description: text,
    status: 'resolved',
  });
  const second = await submit(ada, { title: `Labels blank: ${machine}`, description: text });
  await ada.goto(`/?tab=tickets&ticket=${second}`);
  const tab = ada.getByRole('tab', { name: 'Similar (1)' });
  await expect(tab).toBeVisible();
  await ada.getByRole('tab', { name: 'Conversation' }).focus();
  await ada.keyboard.press('ArrowLeft');
  await expect(tab).toBeFocused();
  const group = ada.getByRole('region', { name: 'Perhaps the same problem' });
  await expect(group.getByRole('listitem')).toHaveCount(1);
  await expect(group.locator('mark').first()).toBeVisible();
  await expect(
    ada.getByRole('region', { name: 'Solved before' }).getByRole('link'),
  ).toHaveAttribute('href', new RegExp(`ticket=${solved}`));
  await looksRight(ada);
  await ada.setViewportSize({ width: 320, height: 640 });
  expect(await scrollsSideways(ada)).toBe(false);
  await group.getByRole('link').press('Enter');
  await expect(detail(ada, first)).toBeVisible();
});
