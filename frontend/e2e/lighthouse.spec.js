import { chromium, expect, test } from '@playwright/test';
import lighthouse, { desktopConfig } from 'lighthouse';

const PORT = 8110;
// A machine that does other things beside makes a page look slow; a slow page stays slow.
const TRIES = 4;
const LEAST = { performance: 0.95, accessibility: 1, 'best-practices': 1 };
const MOST_SHIFT = 0.02;
const PRESETS = { desktop: desktopConfig, mobile: undefined };
const VIEWS = { submit: '/', tickets: '/?tab=tickets', dashboard: '/?tab=dashboard' };

/**
 * @param {string} url
 * @param {import('lighthouse').Config | undefined} preset
 */
async function audit(url, preset) {
  const flags = {
    port: PORT,
    onlyCategories: Object.keys(LEAST),
    logLevel: /** @type {const} */ ('error'),
  };
  const result = await lighthouse(url, flags, preset);
  if (!result) throw new Error('Lighthouse has no result');
  const { categories, audits } = result.lhr;
  return {
    scores: Object.fromEntries(Object.keys(LEAST).map((name) => [name, categories[name].score])),
    shift: audits['cumulative-layout-shift'].numericValue ?? 0,
    shortcomings: Object.values(audits)
      .filter(({ score, scoreDisplayMode }) => scoreDisplayMode !== 'informative' && score === 0)
      .map(({ id, displayValue = '' }) => `${id} ${displayValue}`),
  };
}

test.setTimeout(180_000);

/** @type {import('@playwright/test').Browser} */
let browser;
test.beforeAll(async ({ launchOptions }) => {
  browser = await chromium.launch({
    ...launchOptions,
    args: [...(launchOptions?.args ?? []), `--remote-debugging-port=${PORT}`],
  });
});
test.afterAll(() => browser.close());

for (const [presetName, preset] of Object.entries(PRESETS)) {
  for (const [name, path] of Object.entries(VIEWS)) {
    test(`Lighthouse is content with ${name}, ${presetName}`, async ({ baseURL }) => {
      /** @type {Awaited<ReturnType<typeof audit>> | undefined} */
      let best;
      for (let tries = 0; tries < TRIES; tries += 1) {
        const result = await audit(`${baseURL}${path}`, preset);
        if (!best || Number(result.scores.performance) > Number(best.scores.performance)) {
          best = result;
        }
        if (Number(best.scores.performance) >= LEAST.performance) break;
      }
      for (const [category, least] of Object.entries(LEAST)) {
        expect(best?.scores[category], `${category}: ${best?.shortcomings}`).toBeGreaterThanOrEqual(
          least,
        );
      }
      test.info().annotations.push({ type: 'scores', description: JSON.stringify(best) });
      expect(best?.shift).toBeLessThanOrEqual(MOST_SHIFT);
    });
  }
}
