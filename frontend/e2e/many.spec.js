import { expect, test } from '@playwright/test';

import { rows } from './support/product.js';

const TICKETS = 10_000;
const LONGEST_FRAME = 50;
const TRIES = 4;

/**
 * Return the longest time between two frames while something happens.
 * @param {import('@playwright/test').Page} page
 * @param {() => Promise<void>} act
 */
async function longestFrame(page, act) {
  await page.evaluate(() => {
    const frames = { longest: 0, last: performance.now(), stop: false };
    Reflect.set(window, 'frames10k', frames);
    /** @param {number} now */
    const next = (now) => {
      frames.longest = Math.max(frames.longest, now - frames.last);
      frames.last = now;
      if (!frames.stop) requestAnimationFrame(next);
    };
    requestAnimationFrame((now) => {
      frames.last = now;
      requestAnimationFrame(next);
    });
  });
  await act();
  return page.evaluate(() => {
    const frames = Reflect.get(window, 'frames10k');
    frames.stop = true;
    return frames.longest;
  });
}

/**
 * Return the least of several measurements: other programs can make a frame longer, never shorter.
 * @param {() => Promise<number>} measure
 */
async function least(measure) {
  let best = Infinity;
  for (let tries = 0; tries < TRIES && best > LONGEST_FRAME; tries += 1) {
    best = Math.min(best, await measure());
  }
  return best;
}

test('ten thousand loaded tickets stay smooth', async ({ page }) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/?tab=tickets');
  await expect(page.locator('.total')).toHaveText('10,000 tickets');
  await expect
    .poll(
      () =>
        page.evaluate(() => {
          const list = document.querySelector('.list-scroll');
          list?.scrollTo(0, list.scrollHeight);
          return document.querySelector('.load-more') ? 0 : list?.scrollHeight;
        }),
      { timeout: 120_000, intervals: [50] },
    )
    .toBeGreaterThan(TICKETS * 30);
  expect(await rows(page).count()).toBeLessThan(120);

  const field = page.getByRole('searchbox', { name: 'Search tickets' });
  const typing = await least(async () => {
    await field.fill('');
    await expect(page.locator('.list-scroll[aria-busy="false"]')).toBeVisible();
    await page.waitForTimeout(800);
    return longestFrame(page, () => field.pressSequentially('invoice login', { delay: 60 }));
  });
  expect(typing).toBeLessThanOrEqual(LONGEST_FRAME);
  await field.fill('');
  await expect(page.locator('.total')).toHaveText('10,000 tickets');

  const scrolling = await least(() =>
    longestFrame(page, async () => {
      await page.mouse.move(700, 500);
      for (let turns = 0; turns < 30; turns += 1) await page.mouse.wheel(0, 400);
    }),
  );
  expect(scrolling).toBeLessThanOrEqual(LONGEST_FRAME);
  test.info().annotations.push({
    type: 'longest frames',
    description: JSON.stringify({ typing, scrolling }),
  });
});
