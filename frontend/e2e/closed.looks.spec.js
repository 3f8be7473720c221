import { expect, test } from '@playwright/test';

import { scrollsSideways, violationsOf, wear } from './support/accessibility.js';
import {
  PASSWORD,
  accountButton,
  choose,
  endSession,
  inviteAdmin,
  prove,
  signInHeading,
} from './support/agents.js';
import { picture } from './support/pictures.js';
import { rows } from './support/product.js';

// Eighteen screens each, and a recording of them takes longer than they do: there are pictures of each.
test.describe.configure({ timeout: 180_000 });
test.use({ trace: 'off' });

const THEMES = /** @type {const} */ (['light', 'dark']);

for (const width of [1440, 820, 390]) {
  test(`the screens are accessible, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    await page.emulateMedia({ reducedMotion: 'reduce' });

    /**
     * Look at the current screen in both themes.
     * @param {string} name
     */
    async function look(name) {
      await page.waitForTimeout(200);
      for (const theme of THEMES) {
        await wear(page, theme);
        const screen = `${name}, ${theme}`;
        expect.soft(await violationsOf(page), screen).toEqual([]);
        expect.soft(await scrollsSideways(page), `${screen}: sideways scrolling`).toBe(false);
        await picture(page, `${screen}, ${width} px`);
      }
    }

    await page.goto('/?tab=tickets');
    await expect(signInHeading(page)).toBeVisible();
    await look('sign in');
    await page.getByRole('button', { name: 'Sign in', exact: true }).last().click();
    await look('sign in, nothing filled in');
    await page.getByRole('button', { name: 'Forgot your password?' }).click();
    await look('forgot');
    await page.goto('/?reset=nothing');
    await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
    await look('bad link');
    const { address } = inviteAdmin();
    await page.goto(address);
    await expect(page.getByLabel('New password')).toBeVisible();
    await look('invitation');
    await page.getByLabel('New password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Save password' }).click();
    await expect(rows(page).first()).toBeVisible();
    await accountButton(page).click();
    await expect(page.getByRole('menu')).toBeVisible();
    await look('menu');
    await page.getByRole('menuitem', { name: 'API tokens…' }).click();
    await page.getByLabel('Name').fill('Import from the shop');
    await page.getByRole('button', { name: 'Make a token' }).click();
    await expect(page.getByRole('dialog', { name: 'Is it you?' })).toBeVisible();
    await look('is it you');
    await prove(page);
    await look('token made');
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByLabel('Name').fill('An integration with a name as long as names may be');
    await page.getByRole('radio', { name: 'Everything' }).check();
    await page.getByRole('button', { name: 'Make a token' }).click();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Revoke all' }).click();
    await look('tokens, revoke all');
    await page.keyboard.press('Escape');
    await choose(page, 'Devices and sessions…');
    await expect(page.getByText('This device')).toBeVisible();
    await look('devices and sessions');
    await page.keyboard.press('Escape');
    await choose(page, 'Audit trail…');
    await expect(page.getByRole('row').or(page.locator('.audit-table td')).first()).toBeVisible();
    await look('audit trail');
    await page.getByLabel('What').selectOption('Deleted an agent');
    await expect(page.getByText('Nothing matches.')).toBeVisible();
    await look('audit trail, nothing matches');
    await page.keyboard.press('Escape');
    await choose(page, 'Two-step sign-in…');
    await page.getByRole('button', { name: 'Set up' }).click();
    await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
    await look('two-step sign-in');
    await page.keyboard.press('Escape');
    await choose(page, 'Change password…');
    await look('change password');
    await page.keyboard.press('Escape');
    await endSession(page);
    await page
      .getByRole('button', { name: /^Status of #\d+: Open/ })
      .first()
      .click();
    await page.getByRole('menuitemradio', { name: 'Closed' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await look('session ended');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);

    await page.route('**/api/account/', async (route) => {
      const response = await route.fetch();
      const account = await response.json();
      const json = { ...account, second_factor: { is_required: true, is_set_up: false } };
      await route.fulfill({ response, json });
    });
    await page.reload();
    await page.getByRole('button', { name: 'Use an app' }).focus();
    await look('second factor required');
    await page.getByRole('button', { name: 'Use an app' }).click();
    await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
    await look('second factor required, app');
  });
}
