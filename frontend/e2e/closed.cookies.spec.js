import { expect, test } from '@playwright/test';

import { fillSignIn, join } from './support/agents.js';
import { makeTicket } from './support/closedTickets.js';
import { rows, tab, write } from './support/product.js';

test('cookies may go at any moment: signing in, submitting and changing go on', async ({
  page,
  context,
}) => {
  const email = await join(page);
  await page.goto('/?tab=tickets');
  await expect(rows(page).first()).toBeVisible();
  await context.clearCookies();
  // The browser still has the settings of a moment ago.
  await page.goto('/?tab=tickets');
  await fillSignIn(page, email);
  await expect(rows(page).first()).toBeVisible();

  const { id } = await makeTicket(page);
  await page.goto(`/?tab=tickets&ticket=${id}`);
  for (const [status, cookie] of /** @type {const} */ ([
    ['Closed', null],
    ['In progress', 'broken'],
  ])) {
    const known = await context.cookies();
    const name = known.find((one) => one.name.includes('csrftoken'))?.name ?? '';
    await context.clearCookies({ name });
    if (cookie) {
      await context.addCookies([{ name, value: cookie, url: page.url() }]);
    }
    await page
      .getByRole('button', { name: new RegExp(`^Status of #${id}: `) })
      .last()
      .click();
    await page.getByRole('menuitemradio', { name: status }).click();
    await expect(page.getByText(`#${id} is ${status} now.`).first()).toBeVisible();
  }

  await tab(page, 'Submit').click();
  await context.clearCookies({ name: /csrftoken/ });
  await write(page, { title: 'Printer', description: 'It burns.' });
  await page.getByRole('radio', { name: 'General' }).check({ force: true });
  await page.getByRole('radio', { name: 'Low' }).check({ force: true });
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await expect(page.getByRole('heading', { name: /We got it/ })).toBeVisible();

  await context.clearCookies();
  await page.goto('/');
  await write(page, { title: 'Printer', description: 'It burns again.' });
  await page.getByRole('radio', { name: 'General' }).check({ force: true });
  await page.getByRole('radio', { name: 'Low' }).check({ force: true });
  await page.getByRole('button', { name: 'Submit ticket' }).click();
  await expect(page.getByRole('heading', { name: /We got it/ })).toBeVisible();
});
