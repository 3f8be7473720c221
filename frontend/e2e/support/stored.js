import { expect } from '@playwright/test';

import { asName, onLines, onOneLine } from './payloads.js';

/**
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {import('./payloads.js').Payload} Payload
 * @typedef {{ id: number, token: string, before: Payload, now: Payload }} Stored
 */

/**
 * Send each text as a ticket without signing in, and change it into the next.
 * @param {import('@playwright/test').APIRequestContext} request
 * @param {Payload[]} all
 * @returns {Promise<Stored[]>} newest first, as the list has them
 */
export async function send(request, all) {
  /** @type {Stored[]} */
  const sent = [];
  for (const [index, before] of all.entries()) {
    const now = all[(index + 1) % all.length];
    const created = await request.post('/api/tickets/', {
      data: {
        title: before.title,
        description: before.title,
        category: 'general',
        priority: 'low',
        requester_name: before.name,
        requester_email: before.email,
      },
    });
    expect(created.status(), await created.text()).toBe(201);
    const { id, request_token: token, ...stored } = await created.json();
    expect(stored).toMatchObject({
      title: onOneLine(before.title),
      description: onLines(before.title),
      requester_name: asName(before.name),
      requester_email: before.email,
    });
    const data = { title: now.title, description: now.title };
    const changed = await request.patch(`/api/tickets/${id}/`, { data });
    expect(await changed.json()).toMatchObject({
      title: onOneLine(now.title),
      description: onLines(now.title),
    });
    sent.unshift({ id, token, before, now });
  }
  return sent;
}

/**
 * Return the text of an element, with its white space.
 * @param {import('@playwright/test').Locator} locator
 */
export const text = (locator) => locator.evaluate((element) => element.textContent);

/**
 * Return the texts of an open ticket, with its history unfolded, and the targets of its links.
 * @param {import('@playwright/test').Locator} panel
 */
export function textsIn(panel) {
  return panel.evaluate((element) => {
    element.querySelectorAll('details').forEach((change) => change.setAttribute('open', ''));
    const texts = (/** @type {string} */ selector) =>
      [...element.querySelectorAll(selector)].map(({ textContent }) => textContent ?? '');
    return {
      title: texts('.detail-title'),
      description: texts('.detail-description'),
      requester: texts('.requester bdi'),
      past: texts('.history-texts dd'),
      schemes: [...element.querySelectorAll('a')].map(({ protocol }) => protocol),
    };
  });
}

/**
 * Return all texts of a ticket that a search looks at, in the form in which it compares them.
 * @param {Stored} ticket
 */
export const searchedTexts = ({ before, now }) =>
  [now.title, before.name, before.email].join('\n').normalize('NFKC');

/**
 * Return the texts in the admin's form of a ticket.
 * @param {Page} page
 */
export function textFields(page) {
  return page.evaluate(() =>
    ['title', 'description', 'requester_name', 'requester_email'].map((name) => {
      const field = document.getElementById(`id_${name}`);
      return /** @type {HTMLInputElement | null} */ (field)?.value;
    }),
  );
}

/** @param {Page} page */
export async function signIn(page) {
  await page.request.get('/api/csrf/');
  const token = (await page.context().cookies()).find(({ name }) => name.includes('csrftoken'));
  const answer = await page.request.post('/api/auth/browser/v1/auth/login', {
    headers: { 'X-CSRFToken': token?.value ?? '' },
    data: { email: 'e2e-admin@example.com', password: 'e2e-password' },
  });
  expect(answer.status()).toBe(200);
}

/**
 * Run an action on all tickets of a list in the admin.
 * @param {Page} page @param {string} action
 */
export async function act(page, action) {
  await page.locator('#action-toggle').check();
  await page.locator('select[name="action"]').selectOption(action);
  await page.getByRole('button', { name: 'Go', exact: true }).click();
}
