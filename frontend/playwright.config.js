import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { defineConfig } from '@playwright/test';

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
const PORTS = {
  withModel: 8101,
  withoutModel: 8102,
  model: 8103,
  many: 8104,
  gallery: 8105,
  closed: 8106,
  deployed: 8107,
  secondFactor: 8108,
  below: 8109,
};
const MANY = 10_000;
const backend = path.resolve(import.meta.dirname, '../backend');
const python = path.resolve(import.meta.dirname, '../.venv/bin/python');

// Workers load this file again; the folder must stay the one that the servers were given.
process.env.E2E_FOLDER ??= mkdtempSync(path.join(os.tmpdir(), 'ticketflow-e2e-'));
const sqlite = `sqlite:///${path.join(process.env.E2E_FOLDER, 'db.sqlite3')}`;
const manySqlite = `sqlite:///${path.join(process.env.E2E_FOLDER, 'many.sqlite3')}`;
const manyCsv = path.join(process.env.E2E_FOLDER, 'many.csv');

/**
 * @param {number} port
 * @param {Record<string, string>} env
 * @param {string[]} commands to prepare the database
 */
function product(port, env, commands) {
  const prepare = commands.join(' && ');
  const serve =
    `exec "${python}" -m gunicorn config.wsgi:application --bind 127.0.0.1:${port} ` +
    '--worker-class gthread --workers 2 --threads 8 --keep-alive 30 --log-level warning ' +
    '--no-control-socket';
  return {
    command: `${prepare} && ${serve}`,
    cwd: backend,
    url: `http://127.0.0.1:${port}/readyz`,
    env: { DOTENV_PATH: os.devNull, DEBUG: 'True', LOG_LEVEL: 'ERROR', ...env },
    gracefulShutdown: { signal: /** @type {const} */ ('SIGTERM'), timeout: 5_000 },
  };
}

const closedSqlite = `sqlite:///${path.join(process.env.E2E_FOLDER, 'closed.sqlite3')}`;
// The tests let agents in by command.
process.env.E2E_CLOSED_DATABASE = closedSqlite;
process.env.E2E_CLOSED_URL = `http://localhost:${PORTS.closed}`;

const belowSqlite = `sqlite:///${path.join(process.env.E2E_FOLDER, 'below.sqlite3')}`;
const belowUrl = `http://localhost:${PORTS.below}/helpdesk/`;
process.env.E2E_BELOW_DATABASE = belowSqlite;

/** @param {string} command */
const manage = (command) => `"${python}" manage.py ${command}`;

const withModel = { baseURL: `http://127.0.0.1:${PORTS.withModel}` };
const withoutModel = { baseURL: `http://127.0.0.1:${PORTS.withoutModel}` };

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  workers: 1,
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
  projects: [
    { name: 'without a model', testMatch: 'without-model.spec.js', use: withoutModel },
    {
      name: 'deployed',
      testMatch: 'without-model.spec.js',
      use: { baseURL: `http://127.0.0.1:${PORTS.deployed}` },
    },
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
      use: withModel,
    },
    {
      name: 'gallery',
      testMatch: 'gallery*.spec.js',
      timeout: 240_000,
      // A trace of hundreds of states takes longer than they do; there are pictures of each.
      use: { baseURL: `http://127.0.0.1:${PORTS.gallery}`, trace: 'off' },
    },
    {
      name: 'many tickets',
      testMatch: ['many.spec.js', 'speed.spec.js'],
      // What records a trace would be measured along.
      use: { baseURL: `http://127.0.0.1:${PORTS.many}`, trace: 'off' },
    },
    {
      name: 'lighthouse',
      testMatch: 'lighthouse.spec.js',
      use: { ...withModel, trace: 'off' },
    },
    {
      name: 'closed',
      testMatch: 'closed*.spec.js',
      // Passkeys are bound to a name, which an address is not.
      use: { baseURL: `http://localhost:${PORTS.closed}` },
    },
    {
      name: 'below a path',
      testMatch: 'below-a-path*.spec.js',
      use: { baseURL: belowUrl },
    },
    {
      name: 'second factor',
      testMatch: 'second-factor.spec.js',
      use: { baseURL: `http://localhost:${PORTS.secondFactor}` },
    },
    { name: 'screenshots', testMatch: 'screenshots.spec.js', use: withModel },
  ],
  webServer: [
    {
      command: 'node e2e/support/model-server.js',
      url: `http://127.0.0.1:${PORTS.model}/`,
      env: { PORT: String(PORTS.model) },
    },
    product(
      PORTS.withModel,
      {
        DATABASE_URL: process.env.DATABASE_URL ?? '',
        LLM_API_KEY: 'stand-in',
        LLM_BASE_URL: `http://127.0.0.1:${PORTS.model}/v1`,
        LLM_TIMEOUT: '8',
        // Another zone than that of any browser but one.
        TEAM_TIME_ZONE: 'America/Los_Angeles',
        DJANGO_SUPERUSER_USERNAME: 'e2e-admin',
        DJANGO_SUPERUSER_EMAIL: 'e2e-admin@example.com',
        DJANGO_SUPERUSER_PASSWORD: 'e2e-password',
      },
      [
        manage('migrate --verbosity 0'),
        manage('load_sample_tickets'),
        manage('createsuperuser --noinput'),
      ],
    ),
    product(PORTS.withoutModel, { DATABASE_URL: sqlite, LLM_API_KEY: '' }, [
      manage('migrate --verbosity 0'),
    ]),
    product(PORTS.many, { DATABASE_URL: manySqlite, LLM_API_KEY: '' }, [
      manage('migrate --verbosity 0'),
      `node ../frontend/e2e/support/make-tickets.js ${MANY} "${manyCsv}"`,
      manage(`import_tickets "${manyCsv}" --verbosity 0`),
    ]),
    product(PORTS.closed, { DATABASE_URL: closedSqlite, LLM_API_KEY: '', OPEN_ACCESS: 'False' }, [
      manage('migrate --verbosity 0'),
      manage('load_sample_tickets'),
    ]),
    product(
      PORTS.below,
      {
        DATABASE_URL: belowSqlite,
        LLM_API_KEY: '',
        OPEN_ACCESS: 'False',
        PUBLIC_URL: belowUrl,
      },
      [manage('migrate --verbosity 0'), manage('load_sample_tickets')],
    ),
    // Servers start one after another: the database is there.
    product(
      PORTS.secondFactor,
      {
        DATABASE_URL: closedSqlite,
        LLM_API_KEY: '',
        OPEN_ACCESS: 'False',
        SECOND_FACTOR_REQUIRED: 'all',
      },
      ['true'],
    ),
    {
      command: `"${python}" -m faults.serve_deployment ${PORTS.deployed}`,
      cwd: backend,
      url: `http://127.0.0.1:${PORTS.deployed}/readyz`,
      env: {
        DOTENV_PATH: os.devNull,
        PYTHONPATH: 'scripts',
        DJANGO_SETTINGS_MODULE: 'config.settings',
        DATABASE_URL: process.env.DATABASE_URL ?? '',
      },
      gracefulShutdown: { signal: /** @type {const} */ ('SIGTERM'), timeout: 20_000 },
    },
    {
      command: `node node_modules/vite/bin/vite.js --host 127.0.0.1 --port ${PORTS.gallery} --strictPort`,
      url: `http://127.0.0.1:${PORTS.gallery}/`,
    },
  ],
});
