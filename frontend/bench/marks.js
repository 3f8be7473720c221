/**
 * @typedef {object} Marks milliseconds since the navigation began
 * @property {number} html the page itself was there
 * @property {number} scripts the last script was there that the content needed
 * @property {number} asked the first data were asked for
 * @property {number} answered the last data were there that the content needed
 * @property {number} inPage the content was in the page
 * @property {number} drawn the frame with it was drawn
 * @property {number} bytes what came over the network until then
 */

const BINDING = 'tellMarks';

/**
 * Run in the page before anything of its own: tell when so many elements match the selector.
 * @param {string} selector
 * @param {number} least
 * @param {string} binding
 */
function watchForContent(selector, least, binding) {
  const tell = /** @type {any} */ (window)[binding];
  const channel = new MessageChannel();
  let inPage = 0;

  /** @param {(entry: PerformanceResourceTiming) => boolean} [isMeant] */
  function filesBefore(isMeant = () => true) {
    const files = /** @type {PerformanceResourceTiming[]} */ (
      performance.getEntriesByType('resource')
    );
    return files.filter((file) => file.responseEnd && file.responseEnd <= inPage && isMeant(file));
  }

  channel.port1.onmessage = () => {
    const drawn = performance.now();
    const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (
      performance.getEntriesByType('navigation')
    );
    const data = filesBefore(({ name }) => name.includes('/api/'));
    const scripts = filesBefore(({ name }) => name.endsWith('.js'));
    const last = (/** @type {PerformanceResourceTiming[]} */ files) =>
      Math.max(0, ...files.map(({ responseEnd }) => responseEnd));
    const marks = {
      html: navigation.responseEnd,
      scripts: last(scripts),
      asked: data.length ? Math.min(...data.map(({ startTime }) => startTime)) : 0,
      answered: last(data),
      inPage,
      drawn,
      bytes: [navigation, ...filesBefore()].reduce((sum, file) => sum + file.transferSize, 0),
    };
    tell(JSON.stringify(marks));
  };
  const observer = new MutationObserver(() => {
    if (document.querySelectorAll(selector).length < least) return;
    observer.disconnect();
    inPage = performance.now();
    // What is posted from within a frame comes after it was drawn.
    requestAnimationFrame(() => channel.port2.postMessage(null));
  });
  observer.observe(document, { childList: true, subtree: true });
}

/**
 * Watch a tab for the content of a scene. Through the browser's own protocol: Playwright's functions
 * would put a script into the page that takes as long as the page itself.
 * @param {import('@playwright/test').CDPSession} session of the tab
 * @param {import('./scenes.js').Scene} scene
 * @returns {Promise<() => Promise<Marks>>} a function that waits for the marks of the next load
 */
export async function watch(session, { content, least }) {
  const wanted = [content, least, BINDING].map((one) => JSON.stringify(one)).join(', ');
  await session.send('Page.enable');
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: BINDING });
  await session.send('Page.addScriptToEvaluateOnNewDocument', {
    source: `(${watchForContent})(${wanted})`,
  });
  return () =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`no ${content} after 30 s`)), 30_000);
      session.once('Runtime.bindingCalled', ({ payload }) => {
        clearTimeout(late);
        resolve(JSON.parse(payload));
      });
    });
}
