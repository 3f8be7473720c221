import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { defineConfig } from '@playwright/test';

/**
 * Journeys through the built product in real Chromium. gunicorn serves API and interface twice: on
 * PostgreSQL, with sample tickets and a stand-in for the language model's server; and on an empty
 * SQLite database, without a model.
 *
 * Environment: `CHROMIUM_PATH` names the browser, `DATABASE_URL` an empty PostgreSQL database.
 */
const PORTS = { withModel: 8101, withoutModel: 8102, model: 8103 };
const backend = path.resolve(import.meta.dirname, '../backend');
const python = path.resolve(import.meta.dirname, '../.venv/bin/python');

// Workers load this file again; the folder must stay the one that the servers were given.
process.env.E2E_FOLDER ??= mkdtempSync(path.join(os.tmpdir(), 'ticketflow-e2e-'));
const sqlite = `sqlite:///${path.join(process.env.E2E_FOLDER, 'db.sqlite3')}`;

/**
 * @param {number} port
 * @param {Record<string, string>} env
 * @param {string[]} commands of manage.py, to prepare the database
 */
function product(port, env, commands) {
  const prepare = commands.map((command) => `"${python}" manage.py ${command}`).join(' && ');
  const serve =
    `exec "${python}" -m gunicorn config.wsgi:application --bind 127.0.0.1:${port} ` +
    '--worker-class gthread --workers 2 --threads 8 --log-level warning --no-control-socket';
  return {
    command: `${prepare} && ${serve}`,
    cwd: backend,
    url: `http://127.0.0.1:${port}/readyz`,
    env: { DOTENV_PATH: os.devNull, DEBUG: 'True', LOG_LEVEL: 'ERROR', ...env },
    gracefulShutdown: { signal: /** @type {const} */ ('SIGTERM'), timeout: 5_000 },
  };
}

const withModel = { baseURL: `http://127.0.0.1:${PORTS.withModel}` };
const withoutModel = { baseURL: `http://127.0.0.1:${PORTS.withoutModel}` };

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    },
  },
  projects: [
    { name: 'without a model', testMatch: 'without-model.spec.js', use: withoutModel },
    {
      name: 'with a model',
      testIgnore: ['without-model.spec.js', 'screenshots.spec.js'],
      use: withModel,
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
      },
      ['migrate --verbosity 0', 'load_sample_tickets'],
    ),
    product(PORTS.withoutModel, { DATABASE_URL: sqlite, LLM_API_KEY: '' }, [
      'migrate --verbosity 0',
    ]),
  ],
});
