import { execFileSync } from 'node:child_process';
import { createReadStream, mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

import { expect, test } from '@playwright/test';

import { withBrowser } from '../bench/browser.js';
import { measureClicks } from '../bench/clicks.js';
import { measureLoads } from '../bench/loads.js';
import { STATIC_PAGE, scenes } from '../bench/scenes.js';
import { visit } from '../bench/visits.js';

/*
 * A short form of `make bench-browser`: ratios to a static page, with room in a new tab. It notices a page
 * that waits for something again, not a few milliseconds. Compared is when each is drawn: a static page
 * is in the tab so soon, in 28 to 60 ms by machine and server, that a ratio to that tells of these.
 */
const LOADS = 5;
const ROOM = { new: 1.5, reload: 1 };
const VISITS = 4;
const CLICKS = 3;
const TYPES = { '.html': 'text/html', '.css': 'text/css', '.woff2': 'font/woff2' };

const dist = path.resolve(import.meta.dirname, '../dist');

/**
 * Serve the static page with the style sheets and the font of the build.
 * @param {string} productUrl
 */
async function serveStaticPage(productUrl) {
  const made = mkdtempSync(path.join(os.tmpdir(), 'ticketflow-static-'));
  const script = path.resolve(import.meta.dirname, '../bench/makeStaticPage.js');
  execFileSync(process.execPath, [script, productUrl, made]);
  const server = createServer((request, response) => {
    const { pathname } = new URL(String(request.url), 'http://localhost');
    const folder = pathname.startsWith('/assets/') ? dist : made;
    const type = TYPES[/** @type {keyof typeof TYPES} */ (path.extname(pathname))];
    if (!type) {
      response.writeHead(404).end();
      return;
    }
    const cache = folder === dist ? 'max-age=3600' : 'no-cache';
    response.writeHead(200, { 'Content-Type': type, 'Cache-Control': cache });
    createReadStream(path.join(folder, path.normalize(pathname))).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}/${STATIC_PAGE}`, close: () => server.close() };
}

/** @param {number[]} values */
const median = (values) => [...values].sort((one, other) => one - other)[values.length >> 1];

test('pages are there soon after a static one, and ask for nothing twice', async ({ baseURL }) => {
  test.setTimeout(240_000);
  const url = String(baseURL);
  const response = await fetch(`${url}/api/tickets/`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      title: 'The printer is on fire',
      description: 'It burns.',
      category: 'technical',
      priority: 'high',
    }),
  });
  const { id, request_token: token } = await response.json();
  const served = await serveStaticPage(url);
  const measured = scenes({ ticket: id, token })
    .filter(({ name, times }) => times || name === 'static page')
    .map((scene) => (scene.name === 'static page' ? { ...scene, address: served.url } : scene));

  await withBrowser(async (context) => {
    for (const tab of /** @type {const} */ (['new', 'reload'])) {
      const conditions = /** @type {const} */ ({ tab, cache: 'warm', slowdown: 1 });
      const marks = await measureLoads(context, url, measured, conditions, LOADS);
      const time = (/** @type {string} */ name) =>
        median((marks.get(name) ?? []).map(({ drawn }) => drawn));
      for (const { name, times } of measured) {
        if (!times) continue;
        const ratio = time(name) / time('static page');
        expect.soft(ratio, `${name}, ${tab} tab`).toBeLessThan(ROOM[tab] * times);
      }
    }
    for (const scene of measured.filter(({ name }) => ['queue', 'ticket'].includes(name))) {
      for (let turn = 0; turn < VISITS; turn += 1) {
        expect.soft((await visit(context, url, scene)).askedTwice, scene.name).toEqual([]);
      }
    }
    const clicks = await measureClicks(context, url, CLICKS);
    expect.soft(median(clicks['row, first']), 'the first click').toBeLessThan(300);
  });
  served.close();
});
