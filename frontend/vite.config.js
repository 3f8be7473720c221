import path from 'node:path';

import react from '@vitejs/plugin-react';
import { loadEnv } from 'vite';
import { defineConfig } from 'vitest/config';

import { budget } from './build/budget.js';
import { firstScreen } from './build/chunks.js';
import { compress } from './build/compress.js';
import { eagerModules } from './build/eagerModules.js';
import { earlyFiles } from './build/earlyFiles.js';
import { leanAxios } from './build/leanAxios.js';

const BACKEND_PATHS = ['/api', '/admin', '/static', '/healthz', '/readyz'];

const COMMON =
  /^src\/[^.]+\.js$|lucide-react|(Avatar|ClosedMark|FieldMenu|Highlight|MenuButton|ReferenceMenu|Tag|TagChips|TicketAge|ViewIcon)\.jsx$/;
// What no list and no open ticket needs: it comes with what does.
const APART =
  /^src\/(features\/(account|saved-replies|settings|tickets\/merging(?!\/openDialog))\/|(api|domain)\/(saved|related)|ui\/hooks\/(escape|useSettled)|lib\/sharedDrafts)/;

/** @param {string} id */
function isCommon(id) {
  // Relative to this folder: the path to it may have a folder src of its own.
  const name = path
    .relative(import.meta.dirname, id)
    .split(path.sep)
    .join('/');
  return COMMON.test(name) && !APART.test(name);
}

/**
 * Return the path of PUBLIC_URL, which the backend's cookies are bound to, with a slash at both ends.
 * @param {string} mode
 */
function publicPath(mode) {
  const address = loadEnv(mode, '..', 'PUBLIC_').PUBLIC_URL;
  return address ? new URL(`${address}/`).pathname.replace(/\/+$/, '/') : '/';
}

export default defineConfig(({ command, mode }) => {
  const target = loadEnv(mode, '.', 'API_').API_URL || 'http://localhost:8000';
  const isServed = command === 'serve' && mode !== 'test';
  // What is built finds its files relative to the page, below whatever path that is.
  const base = isServed ? publicPath(mode) : './';
  const below = isServed ? base.slice(0, -1) : '';
  const proxy = Object.fromEntries(BACKEND_PATHS.map((path) => [`${below}${path}`, { target }]));
  return {
    base,
    plugins: [react(), leanAxios(), eagerModules(), earlyFiles(), budget(), compress()],
    resolve: {
      alias: {
        'react-style-singleton': path.resolve(import.meta.dirname, 'src/lib/adoptedStyles.js'),
      },
    },
    server: { port: 3000, strictPort: true, proxy },
    preview: { port: 3000, strictPort: true, proxy },
    build: {
      // Browsers that lack it fetch what it names a little later.
      modulePreload: { polyfill: false },
      target: 'es2022',
      assetsDir: 'assets',
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: ['index.html', 'src/prefetch.js'],
        output: {
          // Every file costs a phone a round trip: two for the page, and one for what tabs share.
          codeSplitting: {
            groups: [
              // Asks for data before anything else of the page is there, and so is apart.
              { name: 'prefetch', test: /\/src\/prefetch\.js$/, priority: 3 },
              ...firstScreen(),
              // All that the dashboard shares with the list and the ticket: it does without what follows.
              {
                name: 'views',
                test: /\/(StaleBar|Hint|FieldIcon|StatusIcon)\.jsx$|\/(arrow-up|download)\.mjs$/,
                priority: 1,
              },
              // What its parts that come later share with the dashboard comes with it.
              {
                name: 'dashboard',
                test: /\/(features\/dashboard\/(?!reports|triage|SeriesChart).*|ui\/table\/.*|lib\/csv\.js|(arrow-down|table)\.mjs)$/,
                priority: 1,
              },
              {
                name: 'common',
                test: isCommon,
                minShareCount: 2,
              },
            ],
          },
        },
      },
    },
    test: {
      environment: 'jsdom',
      globals: true,
      setupFiles: './src/test/setup.js',
      include: ['src/**/*.test.{js,jsx}', 'eslint-rules/*.test.js'],
      restoreMocks: true,
      // The tests leave nothing behind (src/test/setup.js), so that they can share a page.
      isolate: false,
      // A busy machine is no reason to fail.
      testTimeout: 20_000,
    },
  };
});
