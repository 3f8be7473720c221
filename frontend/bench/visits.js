import { openTab } from './browser.js';
import { watch } from './marks.js';

// Until then a page has done all that it does by itself, and nothing is polled yet.
const STAY = 2500;

/**
 * @typedef {object} Visit
 * @property {string[]} askedTwice requests to the API that were sent before in the same visit
 * @property {number[]} longTasks milliseconds of those that began after the content was drawn
 */

/**
 * Open a scene in a new tab and look at it for a while.
 * @param {import('@playwright/test').BrowserContext} context
 * @param {string} url
 * @param {import('./scenes.js').Scene} scene
 * @returns {Promise<Visit>}
 */
export async function visit(context, url, scene) {
  const { page, session } = await openTab(context);
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.includes('/api/')) asked.push(`${request.method()} ${pathname}${search}`);
  });
  const nextMarks = await watch(session, scene);
  const next = nextMarks();
  await session.send('Page.navigate', { url: `${url}/${scene.address}` });
  const { drawn } = await next;
  await page.waitForTimeout(STAY);
  const tasks = await page.evaluate(() => {
    const observer = new PerformanceObserver(() => {});
    observer.observe({ type: 'longtask', buffered: true });
    return observer.takeRecords().map(({ startTime, duration }) => [startTime, duration]);
  });
  await page.close();
  return {
    askedTwice: asked.filter((request, index) => asked.indexOf(request) !== index),
    longTasks: tasks.filter(([start]) => start > drawn).map(([, duration]) => duration),
  };
}
