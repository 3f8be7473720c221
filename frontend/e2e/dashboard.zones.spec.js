import { expect, test } from '@playwright/test';

/** The server's team, as playwright.config.js has it. */
const TEAM = 'America/Los_Angeles';

const label = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
/** @param {string} date YYYY-MM-DD */
const dayLabel = (date) => label.format(new Date(date));

for (const timezoneId of ['America/Los_Angeles', 'Asia/Kathmandu', 'Pacific/Kiritimati']) {
  test.describe(`in ${timezoneId}`, () => {
    test.use({ timezoneId });

    test('days are the team’s, and say so', async ({ page }) => {
      const stats = await (await page.request.get('/api/tickets/stats/?period=30d')).json();
      const { since, until } = stats.period;
      // In Canada, dates are written as the API writes them.
      expect(until).toBe(new Intl.DateTimeFormat('en-CA', { timeZone: TEAM }).format(new Date()));
      await page.goto('/?tab=dashboard');
      await page.getByRole('button', { name: 'Show as table: Created and resolved' }).click();
      const days = page.locator('[data-place="series"] tbody tr');
      await expect(days).toHaveCount(30);
      await expect(days.first()).toContainText(dayLabel(until));
      await expect(days.last()).toContainText(dayLabel(since));
      await expect(page.getByText(`By day, ${TEAM}`)).toBeVisible();
      await expect(page.locator('.figure').first()).toHaveAccessibleDescription(
        new RegExp(`\\(${TEAM}\\)`),
      );
    });

    test('the list behind a figure has as many tickets', async ({ page }) => {
      for (const period of ['7d', '30d', '90d']) {
        const days = Number(period.slice(0, -1));
        const stats = await (await page.request.get(`/api/tickets/stats/?period=${period}`)).json();
        for (const event of ['created', 'resolved']) {
          const list = await page.request.get(`/api/tickets/?${event}_within=${days}`);
          expect(list.headers()['x-total-count']).toBe(String(stats.period[event]));
        }
      }
    });
  });
}
