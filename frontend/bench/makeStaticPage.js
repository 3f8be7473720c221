import { writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { brotliCompressSync, gzipSync } from 'node:zlib';

import { withBrowser } from './browser.js';
import { STATIC_PAGE } from './scenes.js';

const TALL = { width: 1440, height: 2300 };
const ROWS = 50;
// Its rows stand one below the other by themselves.
const STYLES = 'static.css';
const RULES = `.rows { block-size: auto }
.rows-line { position: static; transform: none }
`;

/**
 * Return the queue as a page without any script: its markup with all rows of the first answer, its
 * style sheets and its font.
 * @param {string} url of the product
 */
function readQueue(url) {
  return withBrowser(async (context) => {
    const page = await context.newPage();
    await page.setViewportSize(TALL);
    await page.goto(`${url}/?tab=tickets`);
    await page
      .locator('.rows .row')
      .nth(ROWS - 1)
      .waitFor();
    return page.evaluate(
      ([styles, rows]) => {
        const made = 'script, link[rel="modulepreload"], meta[name="early-files"]';
        document.querySelectorAll(made).forEach((element) => element.remove());
        document.querySelectorAll('.rows-line').forEach((line, index) => {
          if (index >= Number(rows)) line.remove();
        });
        document.querySelectorAll('[style]').forEach((element) => element.removeAttribute('style'));
        const link = `<link rel="stylesheet" href="./${styles}">`;
        document.head.insertAdjacentHTML('beforeend', link);
        return `<!doctype html>\n${document.documentElement.outerHTML}\n`;
      },
      [STYLES, ROWS],
    );
  });
}

// `node bench/makeStaticPage.js http://127.0.0.1:8000 FOLDER`
const [url, folder] = process.argv.slice(2);
for (const [name, text] of [
  [STATIC_PAGE, await readQueue(url)],
  [STYLES, RULES],
]) {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  writeFileSync(`${file}.gz`, gzipSync(text));
  writeFileSync(`${file}.br`, brotliCompressSync(text));
}
