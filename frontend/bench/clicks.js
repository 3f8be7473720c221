/** @typedef {import('@playwright/test').Page} Page */

// As a person who has looked for a moment.
const LOOK = 700;

/**
 * Do something in the page, and return the milliseconds from its first event until the frame with the
 * awaited content is drawn.
 * @param {Page} page
 * @param {string} event the type of the event that begins it
 * @param {string} content a selector of what must be there, with that text if any
 * @param {() => Promise<void>} act
 * @param {string} [text]
 * @returns {Promise<number>}
 */
async function time(page, event, content, act, text = '') {
  const drawn = page.evaluate(
    ([type, selector, wanted]) =>
      new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error(`no ${selector} ${wanted} after 10 s`)), 10_000);
        const channel = new MessageChannel();
        let began = 0;
        channel.port1.onmessage = () => resolve(performance.now() - began);
        const isThere = () =>
          [...document.querySelectorAll(selector)].some((element) =>
            element.textContent?.includes(wanted),
          );
        const observer = new MutationObserver(check);
        function check() {
          if (!began || !isThere()) return;
          observer.disconnect();
          requestAnimationFrame(() => channel.port2.postMessage(null));
        }
        addEventListener(
          type,
          ({ timeStamp }) => {
            began = timeStamp;
            observer.observe(document, {
              childList: true,
              subtree: true,
              characterData: true,
              attributes: true,
            });
          },
          { capture: true, once: true },
        );
      }),
    [event, content, text],
  );
  await act();
  return Number(await drawn);
}

/**
 * Return the milliseconds of each kind of click, by its name.
 * @param {import('@playwright/test').BrowserContext} context
 * @param {string} url
 * @param {number} repetitions
 * @returns {Promise<Record<string, number[]>>}
 */
export async function measureClicks(context, url, repetitions) {
  /** @type {Record<string, number[]>} */
  const times = {};
  /** @param {string} name @param {number} milliseconds */
  const note = (name, milliseconds) => (times[name] ??= []).push(milliseconds);
  for (let turn = -1; turn < repetitions; turn += 1) {
    const page = await context.newPage();
    await page.goto(`${url}/?tab=tickets`);
    const titles = page.locator('.rows .row-title');
    await titles.nth(8).waitFor();
    await page.waitForTimeout(LOOK);
    const measured = {
      'row, first': await openRow(page, 2),
      'row, next': await openRow(page, 5),
      'status menu': await time(page, 'pointerup', '[role="menu"]', () =>
        page.locator('.detail .properties button').first().click(),
      ),
      palette: 0,
      'search, last letter': 0,
    };
    await page.keyboard.press('Escape');
    measured.palette = await time(page, 'keydown', '[role="dialog"]', () =>
      page.keyboard.press('Control+k'),
    );
    await page.keyboard.press('Escape');
    await page.locator('#ticket-search').pressSequentially('paymen', { delay: 60 });
    await page.waitForTimeout(LOOK);
    measured['search, last letter'] = await time(
      page,
      'keydown',
      '.rows mark',
      () => page.locator('#ticket-search').press('t'),
      'payment',
    );
    await page.close();
    if (turn >= 0) Object.entries(measured).forEach(([name, one]) => note(name, one));
  }
  return times;
}

/** @param {Page} page @param {number} index */
async function openRow(page, index) {
  const row = page.locator('.rows .row-title').nth(index);
  const title = (await row.textContent()) ?? '';
  return time(page, 'click', '.detail h2', () => row.click(), title);
}
