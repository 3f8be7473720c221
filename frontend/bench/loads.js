import { openTab } from './browser.js';
import { watch } from './marks.js';

/** @typedef {import('./scenes.js').Scene} Scene */
/** @typedef {import('./marks.js').Marks} Marks */
/** @typedef {{ tab: 'new' | 'reload', cache: 'warm' | 'cold', slowdown: number }} Conditions */

// Before the first of them the cache is filled, and the browser has seen the scripts.
const WARM_UP = 3;
// What a page does once it is drawn must not fall into the next one's time.
const REST = 250;

/**
 * Load every scene so often, in turn, so that a slow moment of the machine hits all alike.
 * @param {import('@playwright/test').BrowserContext} context
 * @param {string} url
 * @param {Scene[]} scenes
 * @param {Conditions} conditions
 * @param {number} repetitions
 * @returns {Promise<Map<string, Marks[]>>}
 */
export async function measureLoads(context, url, scenes, conditions, repetitions) {
  const { tab, cache, slowdown } = conditions;
  /** @type {Map<string, Marks[]>} */
  const marks = new Map(scenes.map(({ name }) => [name, []]));
  /** @type {Map<string, Awaited<ReturnType<typeof openWatched>>>} */
  const tabs = new Map();
  for (let turn = -WARM_UP; turn < repetitions; turn += 1) {
    for (const scene of scenes) {
      const known = tabs.get(scene.name);
      const watched = known ?? (await openWatched(context, scene, slowdown));
      await watched.page.bringToFront();
      if (cache === 'cold') await watched.session.send('Network.clearBrowserCache');
      const next = watched.nextMarks();
      if (known) await watched.session.send('Page.reload');
      else {
        const address = new URL(scene.address, `${url}/`).href;
        await watched.session.send('Page.navigate', { url: address });
      }
      const loaded = await next;
      await watched.page.waitForTimeout(REST * slowdown);
      if (turn >= 0) marks.get(scene.name)?.push(loaded);
      if (tab === 'new') await watched.page.close();
      else tabs.set(scene.name, watched);
    }
  }
  for (const { page } of tabs.values()) await page.close();
  return marks;
}

/**
 * @param {import('@playwright/test').BrowserContext} context
 * @param {Scene} scene
 * @param {number} slowdown
 */
async function openWatched(context, scene, slowdown) {
  const { page, session } = await openTab(context);
  const nextMarks = await watch(session, scene);
  if (slowdown > 1) await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  return { page, session, nextMarks };
}
