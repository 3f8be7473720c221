/**
 * The servers that the journeys need: gunicorn with API and interface on PostgreSQL or SQLite, behind
 * nginx or alone, a stand-in for a language model's server, and Vite with the gallery.
 */
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** @typedef {import('@playwright/test').PlaywrightTestConfig['webServer']} WebServers */
/** @typedef {Extract<WebServers, any[]>[number]} WebServer */

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
const backend = path.resolve(import.meta.dirname, '../../../backend');
const python = path.resolve(import.meta.dirname, '../../../.venv/bin/python');

// Workers load this file again; the folder must stay the one that the servers were given.
process.env.E2E_FOLDER ??= mkdtempSync(path.join(os.tmpdir(), 'ticketflow-e2e-'));
const folder = process.env.E2E_FOLDER;

/** @param {string} name */
const sqlite = (name) => `sqlite:///${path.join(folder, `${name}.sqlite3`)}`;

/** @param {number} port */
const addressOf = (port) => `http://127.0.0.1:${port}`;

/** @param {string} command */
const manage = (command) => `"${python}" manage.py ${command}`;

/**
 * Return a command that makes an SQLite database. It is brought up to date once, and copied then.
 * @param {string} name
 */
function makeSqlite(name) {
  const made = path.join(folder, 'migrated.sqlite3');
  const migrate = `DATABASE_URL="${sqlite('migrated')}" ${manage('migrate --verbosity 0')}`;
  return `(test -f "${made}" || ${migrate}) && cp "${made}" "${path.join(folder, name)}.sqlite3"`;
}

/**
 * @param {number} port
 * @param {Record<string, string>} env
 * @param {string[]} commands to prepare the database
 * @returns {WebServer}
 */
function product(port, env, commands) {
  const serve =
    `exec "${python}" -m gunicorn config.wsgi:application --bind 127.0.0.1:${port} ` +
    '--worker-class gthread --workers 2 --threads 8 --keep-alive 30 --log-level warning ' +
    '--no-control-socket';
  return {
    command: [...commands, serve].join(' && '),
    cwd: backend,
    url: `${addressOf(port)}/readyz`,
    env: { DOTENV_PATH: os.devNull, DEBUG: 'True', LOG_LEVEL: 'ERROR', LLM_API_KEY: '', ...env },
    gracefulShutdown: { signal: /** @type {const} */ ('SIGTERM'), timeout: 5_000 },
  };
}

const belowUrl = `http://localhost:${PORTS.below}/helpdesk/`;

/** Where each is opened. Passkeys are bound to a name, which an address is not. */
export const urls = {
  withModel: addressOf(PORTS.withModel),
  withoutModel: addressOf(PORTS.withoutModel),
  many: addressOf(PORTS.many),
  gallery: addressOf(PORTS.gallery),
  deployed: addressOf(PORTS.deployed),
  closed: `http://localhost:${PORTS.closed}`,
  secondFactor: `http://localhost:${PORTS.secondFactor}`,
  below: belowUrl,
};

// The tests let agents in by command.
process.env.E2E_CLOSED_DATABASE = sqlite('closed');
process.env.E2E_CLOSED_URL = urls.closed;
process.env.E2E_BELOW_DATABASE = sqlite('below');

// They start one after another.
const servers = {
  model: {
    command: 'node e2e/support/model-server.js',
    url: `${addressOf(PORTS.model)}/`,
    env: { PORT: String(PORTS.model) },
  },
  withModel: product(
    PORTS.withModel,
    {
      DATABASE_URL: process.env.DATABASE_URL ?? '',
      LLM_API_KEY: 'stand-in',
      LLM_BASE_URL: `${addressOf(PORTS.model)}/v1`,
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
  withoutModel: product(PORTS.withoutModel, { DATABASE_URL: sqlite('empty') }, [
    makeSqlite('empty'),
  ]),
  many: product(PORTS.many, { DATABASE_URL: sqlite('many') }, [
    makeSqlite('many'),
    `node ../frontend/e2e/support/make-tickets.js ${MANY} "${path.join(folder, 'many.csv')}"`,
    manage(`import_tickets "${path.join(folder, 'many.csv')}" --verbosity 0`),
  ]),
  closed: product(PORTS.closed, { DATABASE_URL: sqlite('closed'), OPEN_ACCESS: 'False' }, [
    makeSqlite('closed'),
    manage('load_sample_tickets'),
  ]),
  // The database is there: that of the one before.
  secondFactor: product(
    PORTS.secondFactor,
    { DATABASE_URL: sqlite('closed'), OPEN_ACCESS: 'False', SECOND_FACTOR_REQUIRED: 'all' },
    [],
  ),
  below: product(
    PORTS.below,
    { DATABASE_URL: sqlite('below'), OPEN_ACCESS: 'False', PUBLIC_URL: belowUrl },
    [makeSqlite('below'), manage('load_sample_tickets')],
  ),
  deployed: {
    command: `"${python}" -m faults.serve_deployment ${PORTS.deployed}`,
    cwd: backend,
    url: `${addressOf(PORTS.deployed)}/readyz`,
    env: {
      DOTENV_PATH: os.devNull,
      PYTHONPATH: 'scripts',
      DJANGO_SETTINGS_MODULE: 'config.settings',
      DATABASE_URL: process.env.DATABASE_URL ?? '',
    },
    gracefulShutdown: { signal: /** @type {const} */ ('SIGTERM'), timeout: 20_000 },
  },
  gallery: {
    command: `node node_modules/vite/bin/vite.js --host 127.0.0.1 --port ${PORTS.gallery} --strictPort`,
    url: `${addressOf(PORTS.gallery)}/`,
  },
};

/** @type {Record<string, (keyof typeof servers)[]>} */
const needed = {
  'without a model': ['withoutModel'],
  deployed: ['deployed'],
  'with a model': ['model', 'withModel'],
  gallery: ['gallery'],
  'many tickets': ['many'],
  lighthouse: ['model', 'withModel'],
  closed: ['closed'],
  'below a path': ['closed', 'below'],
  'second factor': ['closed', 'secondFactor'],
  screenshots: ['model', 'withModel'],
};

/**
 * Return the servers of the projects that a command line names, or all.
 * @param {string[]} commandLine
 * @returns {WebServer[]}
 */
export function serversFor(commandLine) {
  const words = commandLine.map((word) => word.replace(/^--project=/, ''));
  const named = Object.keys(needed).filter((project) => words.includes(project));
  const wanted = new Set(
    (named.length ? named : Object.keys(needed)).flatMap((one) => needed[one]),
  );
  return Object.entries(servers).flatMap(([name, server]) =>
    wanted.has(/** @type {keyof typeof servers} */ (name)) ? [server] : [],
  );
}
