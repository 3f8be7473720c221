import { createServer } from 'node:http';

/** @typedef {import('@playwright/test').Page} Page */

// Asked by Chromium itself, about any page with a form.
const BROWSERS_OWN = 'content-autofill.googleapis.com:443';

/**
 * Start a proxy for every host but the product's. It notes all requests, and
 * also the connections that a page opens ahead of use.
 * @param {(what: string) => void} note
 */
async function listen(note) {
  const proxy = createServer((request, response) => {
    note(`request: ${request.url}`);
    response.writeHead(403).end();
  });
  proxy.on('connect', (request, socket) => {
    if (request.url !== BROWSERS_OWN) note(`connection: ${request.url}`);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise((resolve) => proxy.listen(0, '127.0.0.1', () => resolve(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (proxy.address());
  return { server: `http://127.0.0.1:${port}`, close: () => proxy.close() };
}

/**
 * Open a page in a browser of its own that is watched for scripts of strangers, for requests that
 * would leave it, and for those that only its policy has stopped.
 * @param {import('@playwright/test').Browser} browser
 * @param {import('@playwright/test').BrowserContextOptions} options
 * @returns {Promise<{ page: Page, heard: string[], close: () => Promise<void> }>}
 */
export async function watch(browser, options = {}) {
  /** @type {string[]} */
  const heard = [];
  const note = (/** @type {string} */ what) => void heard.push(what);
  const proxy = await listen(note);
  const context = await browser.newContext({
    ...options,
    proxy: { server: proxy.server, bypass: '127.0.0.1' },
  });
  const own = options.baseURL ? new URL(options.baseURL).origin : null;
  await context.exposeFunction('ran', (/** @type {unknown} */ by) => note(`script: ${by}`));
  await context.exposeFunction('refused', note);
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      const what = `policy: ${effectiveDirective} ${blockedURI} ${sample}`;
      /** @type {any} */ (window).refused(what);
    });
  });
  context.on('request', (request) => {
    if (!own || new URL(request.url()).origin !== own) note(`request: ${request.url()}`);
  });
  const page = await context.newPage();
  page.on('popup', (opened) => note(`window: ${opened.url()}`));
  page.on('dialog', (dialog) => {
    note(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => note(`error: ${error}`));
  page.on('console', (message) => {
    // The admin has no icon, which browsers ask for all the same; and refusals are as they should.
    if (message.text().startsWith('Failed to load resource')) return;
    if (['error', 'warning'].includes(message.type())) note(`console: ${message.text()}`);
  });
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame()) note(`frame: ${frame.url()}`);
  });
  return {
    page,
    heard,
    close: async () => {
      await context.close();
      proxy.close();
    },
  };
}

/**
 * Show payloads as a careless page would, each in a frame of its own, and click every control: a
 * payload that the watch does not notice there could not be noticed in the product.
 * @param {Page} page
 * @param {import('./payloads.js').Payload[]} payloads
 */
export async function showWithoutCare(page, payloads) {
  const sources = payloads.flatMap((payload) => payload.page ?? []);
  await page.evaluate((all) => {
    for (const source of all) {
      const frame = document.createElement('iframe');
      frame.srcdoc = source;
      frame.onload = () =>
        frame.contentDocument
          ?.querySelectorAll('a, button')
          .forEach((link) => link.dispatchEvent(new MouseEvent('click', { bubbles: true })));
      document.body.append(frame);
    }
  }, sources);
}

/**
 * Return the payloads that have run or asked for their address.
 * @param {string[]} heard
 * @param {string} word
 */
export function numbersIn(heard, word) {
  const told = heard.join('\n').matchAll(new RegExp(`script: (\\d+)|(\\d+)\\.${word}\\.test`, 'g'));
  const numbers = new Set([...told].map(([, ran, asked]) => Number(ran ?? asked)));
  return [...numbers].sort((one, other) => one - other);
}
