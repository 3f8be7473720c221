import os from 'node:os';

import { defineConfig } from '@playwright/test';

import { serversFor, urls } from './e2e/support/servers.js';

/**
 * Journeys through the built product in real Chromium. gunicorn serves API and interface: on
 * PostgreSQL, with sample tickets and a stand-in for the language model's server; on an empty SQLite
 * database, without a model; on one with ten thousand tickets; and on one that is closed to strangers,
 * by a server that requires a second factor, too. One is below a path.
 * nginx in front of three backends, as containers have it, serves an empty PostgreSQL database.
 * The gallery of components needs nothing but Vite's server.
 *
 * Environment: `CHROMIUM_PATH` names the browser, `DATABASE_URL` an empty PostgreSQL database.
 */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // Projects run beside each other; the tests of one share its data, and take turns.
  workers: Math.min(3, Math.max(2, os.availableParallelism())),
  // Browsers and their servers share what may be two cores.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  // A machine that does other things beside can miss a moment once; what fails twice is broken.
  retries: process.env.CI ? 1 : 0,
  reporter: 'list',
  use: {
    locale: 'en-GB',
    timezoneId: 'UTC',
    // A recording takes time; where what failed is tried again, it is made then.
    trace: process.env.CI ? 'on-first-retry' : 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        // Debian's Chromium asks for it, and then plays the part of a GPU that is not there.
        '--disable-gpu-rasterization',
        '--disable-background-networking',
      ],
    },
  },
  // The longest come first, so that none is left alone in the end.
  projects: [
    {
      name: 'with a model',
      testIgnore: [
        'without-model.spec.js',
        'gallery*.spec.js',
        'many.spec.js',
        'speed.spec.js',
        'closed*.spec.js',
        'second-factor.spec.js',
        'below-a-path*.spec.js',
        'lighthouse.spec.js',
        'screenshots.spec.js',
      ],
      workers: 1,
      use: { baseURL: urls.withModel },
    },
    {
      name: 'closed',
      testMatch: 'closed*.spec.js',
      workers: 1,
      use: { baseURL: urls.closed },
    },
    {
      name: 'gallery',
      testMatch: 'gallery*.spec.js',
      // There is nothing that they share.
      fullyParallel: true,
      timeout: 360_000,
      // A trace of hundreds of states takes longer than they do; there are pictures of each.
      use: { baseURL: urls.gallery, trace: 'off' },
    },
    {
      name: 'second factor',
      testMatch: 'second-factor.spec.js',
      workers: 1,
      use: { baseURL: urls.secondFactor },
    },
    {
      name: 'below a path',
      testMatch: 'below-a-path*.spec.js',
      workers: 1,
      use: { baseURL: urls.below },
    },
    {
      name: 'without a model',
      testMatch: 'without-model.spec.js',
      workers: 1,
      use: { baseURL: urls.withoutModel },
    },
    {
      name: 'deployed',
      testMatch: 'without-model.spec.js',
      workers: 1,
      use: { baseURL: urls.deployed },
    },
    // These measure time, so that nothing may run beside them: `npm run e2e:speed`.
    {
      name: 'many tickets',
      testMatch: ['many.spec.js', 'speed.spec.js'],
      workers: 1,
      // What records a trace would be measured along.
      use: { baseURL: urls.many, trace: 'off' },
    },
    {
      name: 'lighthouse',
      testMatch: 'lighthouse.spec.js',
      workers: 1,
      use: { baseURL: urls.withModel, trace: 'off' },
    },
    {
      name: 'screenshots',
      testMatch: 'screenshots.spec.js',
      workers: 1,
      use: { baseURL: urls.withModel },
    },
  ],
  webServer: serversFor(process.argv),
});
