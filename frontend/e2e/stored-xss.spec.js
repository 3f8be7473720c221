import { expect, test } from '@playwright/test';

import { asName, onLines, onOneLine, payloads } from './support/payloads.js';
import { confirmedNumber, makeTicket, rareWord, rowLink, rows, write } from './support/product.js';
import { act, searchedTexts, send, signIn, text, textFields, textsIn } from './support/stored.js';
import { numbersIn, showWithoutCare, watch } from './support/watch.js';

/**
 * Markup and scripts in every text that a stranger may write, wherever it is shown: it must appear
 * as typed, none of its scripts may run, and no request may leave the browser. A script that only
 * the policy has stopped counts as a failure too.
 * @typedef {import('@playwright/test').Page} Page
 */

const word = rareWord();
const all = payloads(word);

/** @type {import('./support/stored.js').Stored[]} */
const tickets = [];

/** @type {Awaited<ReturnType<typeof watch>>} */
let watched;

test.describe.configure({ mode: 'serial', timeout: 90_000 });
// A trace of hundreds of texts takes longer than they do.
test.use({ trace: 'off' });

test.beforeAll(async ({ request }) => {
  tickets.push(...(await send(request, all)));
});

test.beforeEach(async ({ browser, baseURL }) => {
  const viewport = { width: 1400, height: 2400 };
  watched = await watch(browser, { baseURL, viewport, reducedMotion: 'reduce' });
});

test.afterEach(() => watched.close());

const titles = (some = tickets) => some.map(({ now }) => onOneLine(now.title));
const descriptionsOnOneLine = () => tickets.map(({ now }) => now.title.replace(/\s+/g, ' ').trim());

/** @param {Page} page */
async function openList(page, search = word) {
  await page.goto(`/?${new URLSearchParams({ tab: 'tickets', search })}`);
  await expect(rows(page).first()).toBeVisible();
  await expect(page.locator('.list-scroll[aria-busy="false"]')).toBeVisible();
}

test('there are forty, each of which is live in a page without care', async () => {
  const { page, heard } = watched;
  expect(all).toHaveLength(40);
  await showWithoutCare(page, all);
  const live = all.filter((payload) => payload.page).map(({ number }) => number);
  await expect.poll(() => numbersIn(heard, word)).toEqual(live);
});

test('in the list, with and without marks in them', async () => {
  const { page, heard } = watched;
  await openList(page);
  await expect(page.locator('.row-title')).toHaveCount(tickets.length);
  for (const density of ['Comfortable', 'Compact']) {
    await page.getByRole('button', { name: 'Display' }).click();
    await page.getByRole('menuitemradio', { name: density }).click();
    await page.keyboard.press('Escape');
    expect(await page.locator('.row-title').allTextContents()).toEqual(titles());
    expect(await page.locator('.row-excerpt').allTextContents()).toEqual(descriptionsOnOneLine());
    expect(await page.locator('.row-title mark').count()).toBeGreaterThanOrEqual(tickets.length);
  }

  await openList(page, `${word} < onerror`);
  const found = tickets.filter((ticket) => /<.*onerror|onerror.*</is.test(searchedTexts(ticket)));
  expect(await page.locator('.row-title').allTextContents()).toEqual(titles(found));
  await expect(page.locator('.row-title mark', { hasText: '<' }).first()).toBeVisible();
  expect(heard).toEqual([]);
});

test('in the admin’s history', async () => {
  const { page, heard } = watched;
  await signIn(page);
  await page.goto('/admin/tickets/event/');
  const links = page.locator('#result_list tbody th a');
  const addresses = await links.evaluateAll((found) => found.map((link) => String(link)));
  for (const [index, { id, before, now }] of tickets.entries()) {
    // Each tells of two payloads.
    if (index % 2) continue;
    await page.goto(addresses[index]);
    await expect(page.locator('.field-ticket')).toContainText(`#${id}`);
    const told = await page.locator('.field-changes_table td').allTextContents();
    expect(told).toContain(onOneLine(before.title));
    expect(told).toContain(onOneLine(now.title));
  }
  expect(heard).toEqual([]);
});

test('in the detail and its history', async () => {
  const { page, heard } = watched;
  await openList(page);
  await rowLink(page, tickets[0].id).click();
  for (const { id, before, now } of tickets) {
    const panel = page.getByRole('article', { name: `Ticket #${id}` });
    await expect(panel.locator('.history-texts dd')).toHaveCount(4);
    const shown = await textsIn(panel);
    expect(shown).toMatchObject({
      title: [onOneLine(now.title)],
      description: [onLines(now.title)],
      requester: [asName(before.name), before.email],
    });
    expect(shown.past).toContain(onOneLine(before.title));
    expect(shown.past).toContain(onOneLine(now.title));
    // Of a description, only what has changed is told.
    for (const part of shown.past.map((past) => past.replace(/^…|…$/g, ''))) {
      const texts = [before, now].flatMap(({ title }) => [onLines(title), onOneLine(title)]);
      expect(texts.filter((one) => one.includes(part))).not.toEqual([]);
    }
    expect(shown.schemes.filter((scheme) => !['http:', 'mailto:'].includes(scheme))).toEqual([]);
    await page.keyboard.press('j');
  }
  expect(heard).toEqual([]);
});

test('in the editors', async () => {
  const { page, heard } = watched;
  const { id } = await makeTicket(page);
  await page.goto(`/?tab=tickets&ticket=${id}`);
  const panel = page.getByRole('article', { name: `Ticket #${id}` });
  for (const { title } of payloads(rareWord()).slice(0, 5)) {
    await panel.getByRole('button', { name: 'Edit title' }).click();
    await panel.getByRole('textbox', { name: 'Title' }).fill(title);
    await page.keyboard.press('Enter');
    await expect(panel.getByRole('button', { name: 'Edit title' })).toBeFocused();
    await expect(page.locator('.toast-text')).toHaveText(`#${id} has a new title.`);
    expect(await text(panel.locator('.detail-title'))).toBe(onOneLine(title));
    await panel.getByRole('button', { name: 'Edit title' }).click();
    await expect(panel.getByRole('textbox', { name: 'Title' })).toHaveValue(onOneLine(title));
    await page.keyboard.press('Escape');
  }
  expect(heard).toEqual([]);
});

test('in the names of views, in the toasts about them and in the palette', async () => {
  const { page, heard } = watched;
  await page.goto(`/?${new URLSearchParams({ tab: 'tickets', search: all[0].title })}`);
  await expect(page.locator('.chip')).toContainText(all[0].title);
  await page.getByRole('button', { name: 'Save this view…' }).click();
  await page.getByLabel('Name').fill(`Mine ${word}`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: `Mine ${word}` })).toBeVisible();
  await page.evaluate((names) => {
    const [view] = JSON.parse(localStorage.getItem('tf.views') ?? '[]');
    const views = names.map((name, id) => ({ ...view, id: String(id), name }));
    localStorage.setItem('tf.views', JSON.stringify(views));
  }, titles());
  await page.goto('/?tab=dashboard');
  await expect(page.locator('.figure')).toHaveCount(4);

  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Type a command or search tickets').fill(word);
  const options = page.getByRole('option').locator('bdi');
  await expect(options).toHaveCount(tickets.length + 6);
  expect(await options.allTextContents()).toEqual([...titles().slice(0, 6), ...titles()]);
  await page.keyboard.press('Escape');

  await openList(page);
  // Of all that is in the rail, only what this device keeps has a button to remove it.
  const kept = page.locator('.rail-item:has(button:not([aria-haspopup]))');
  expect(await kept.locator('.rail-name').allTextContents()).toEqual(titles());
  for (const title of titles()) {
    await kept.locator('button').first().dispatchEvent('click');
    await expect(page.locator('.toast-text')).toHaveText(`View “${title}” removed.`);
    await page.getByRole('button', { name: 'Dismiss' }).dispatchEvent('click');
    await expect(page.locator('.toast')).toHaveCount(0);
  }
  expect(heard).toEqual([]);
});

test('while they are changed together, and asked about', async () => {
  const { page, heard } = watched;
  await openList(page);
  const boxes = [tickets[0].id, tickets[tickets.length - 1].id].map((id) =>
    page.getByRole('checkbox', { name: `Select ticket #${id}` }),
  );
  await boxes[0].click();
  await boxes[1].click({ modifiers: ['Shift'] });
  const toolbar = page.getByRole('toolbar', { name: 'Selected tickets' });
  await toolbar.getByRole('button', { name: 'Resolve' }).click();
  await expect(page.getByText(`${tickets.length} tickets are Resolved now.`).first()).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Put back as it was.').first()).toBeVisible();
  await rowLink(page, tickets[0].id).click();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByText(`#${tickets[0].id}: moved to the bin.`).first()).toBeVisible();
  await page.goto(`/?tab=tickets&folder=bin&ticket=${tickets[0].id}`);
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByText(`#${tickets[0].id}: back in the list.`).first()).toBeVisible();
  expect(heard).toEqual([]);
});

test('where two have changed the same', async () => {
  const { page, heard } = watched;
  const [mine, theirs] = payloads(rareWord());
  const { id } = await makeTicket(page);
  await page.goto(`/?tab=tickets&ticket=${id}`);
  const panel = page.getByRole('article', { name: `Ticket #${id}` });
  await panel.getByRole('button', { name: 'Edit description' }).click();
  await panel.getByRole('textbox', { name: 'Description' }).fill(mine.title);
  await page.request.patch(`/api/tickets/${id}/`, { data: { description: theirs.title } });
  await panel.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('textbox', { name: /^Theirs/ })).toHaveValue(theirs.title);
  await expect(page.getByRole('textbox', { name: 'Yours' })).toHaveValue(mine.title);
  await page.getByRole('button', { name: 'Use yours' }).click();
  await expect(panel.locator('.detail-description')).toHaveText(mine.title);
  expect(heard).toEqual([]);
});

test('in the form, in what the model says to it, and once it is sent', async () => {
  const { page, heard } = watched;
  for (const { title, name, email } of payloads(rareWord()).slice(0, 3)) {
    const line = onOneLine(title);
    await page.goto('/?tab=submit');
    await write(page, { title: line, description: `Say: ${line}` });
    await expect(page.locator('.suggestion-reason')).toContainText(line.split('http:')[0]);
    await page.getByLabel('Your name').fill(onOneLine(name));
    await page.getByLabel('E-mail').fill(email);
    await page.reload();
    await expect(page.getByLabel('Title')).toHaveValue(line);
    await expect(page.getByLabel('Your name')).toHaveValue(onOneLine(name));
    await page.getByRole('button', { name: 'Submit ticket' }).click();
    const id = await confirmedNumber(page);
    expect(await text(page.locator('.confirmation-sent'))).toBe(line);
    await page.goto(`/?tab=tickets&ticket=${id}`);
    await page.getByRole('button', { name: 'Why?' }).click();
    await expect(page.locator('.ai-details')).toContainText(line.split('http:')[0]);
  }
  expect(heard).toEqual([]);
});

test('on the requester’s page, the dashboard, and in what the API answers', async () => {
  const { page, heard } = watched;
  for (const { token, now } of tickets) {
    await page.goto(`/?request=${token}`);
    await expect(page.locator('.request-title')).toBeVisible();
    expect(await text(page.locator('.request-title'))).toBe(onOneLine(now.title));
    expect(await text(page.locator('.detail-description'))).toBe(onLines(now.title));
  }
  await page.goto('/?tab=dashboard');
  await expect(page.locator('.figure')).toHaveCount(4);
  await page.goto(`/api/tickets/?search=${word}`);
  const answer = JSON.parse(await page.locator('pre').innerText());
  expect(answer.map((/** @type {{ title: string }} */ { title }) => title)).toEqual(titles());
  expect(heard).toEqual([]);
});

test('in the admin’s lists, forms, messages and questions', async () => {
  const { page, heard } = watched;
  // Its log outlives tickets, so it calls them by their numbers.
  const names = tickets.map(({ id }) => `#${id}`);
  await signIn(page);
  for (const [index, { id, before, now }] of tickets.entries()) {
    await page.goto(`/admin/tickets/ticket/${id}/change/`);
    expect(await text(page.locator('#content h2'))).toBe(names[index]);
    expect(await textFields(page)).toEqual([
      onOneLine(now.title),
      onLines(now.title),
      asName(before.name),
      before.email,
    ]);
    if (index % 8) continue;
    await page.getByRole('button', { name: 'Save and continue editing' }).click();
    await expect(page.locator('.messagelist')).toContainText(`“${names[index]}” was changed`);
    await page.goto(`/admin/tickets/ticket/${id}/history/`);
    await expect(page.locator('#content h1')).toContainText(names[index]);
  }

  await page.goto(`/admin/tickets/ticket/?q=${word}`);
  expect(await page.locator('.field-title').allTextContents()).toEqual(titles());
  await act(page, 'mark_in_progress');
  await expect(page.locator('.messagelist')).toContainText(`${tickets.length} tickets changed.`);
  await act(page, 'delete_selected');
  await expect(page.getByRole('heading', { name: 'Delete multiple objects' })).toBeVisible();
  const question = await text(page.locator('#content'));
  expect(names.filter((name) => !question?.includes(name))).toEqual([]);
  await page.getByRole('button', { name: 'Yes, I’m sure' }).click();
  await expect(page.locator('.messagelist')).toContainText('Successfully deleted');
  await page.goto('/admin/');
  const recent = await page.locator('#recent-actions-module .deletelink').allTextContents();
  expect(recent.length).toBeGreaterThan(0);
  for (const entry of recent) expect(names.filter((name) => entry.includes(name))).not.toEqual([]);
  expect(heard).toEqual([]);
});
