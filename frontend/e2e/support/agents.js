import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';

import { expect } from '@playwright/test';

/** @typedef {import('@playwright/test').Page} Page */

export const PASSWORD = 'plum-carriage-42-tide';

const backend = path.resolve(import.meta.dirname, '../../../backend');
const python = path.resolve(import.meta.dirname, '../../../.venv/bin/python');
let made = 0;
/** @type {Record<string, string>} */
let installation = {};

/**
 * Invite agents to another installation than the closed one, until the end of the file.
 * @param {Record<string, string>} environment
 */
export function inviteTo(environment) {
  installation = environment;
  waiting.length = 0;
}

/** @param {string[]} command */
function manage(...command) {
  return execFileSync(python, ['manage.py', ...command], {
    cwd: backend,
    encoding: 'utf8',
    env: {
      ...process.env,
      DOTENV_PATH: os.devNull,
      DEBUG: 'True',
      DATABASE_URL: String(process.env.E2E_CLOSED_DATABASE),
      ...installation,
    },
  });
}

/**
 * Invite agents with the admin's command: many at once, because a command takes long to start.
 * @param {string} name
 * @param {number} count
 * @param {boolean} [isAdmin]
 */
function inviteMany(name, count, isAdmin = false) {
  const emails = Array.from({ length: count }, () => {
    made += 1;
    return `agent${Date.now().toString(36)}${made}@example.com`;
  });
  const said = manage(
    'shell',
    '-c',
    `from django.core.management import call_command
for email in ${JSON.stringify(emails)}:
    call_command("invite_agent", email, name=${JSON.stringify(name)}, admin=${isAdmin ? 'True' : 'False'})`,
  );
  return emails.map((email) => {
    const [, key] = new RegExp(`${email}[^?]*[?&]invite=([^\\s&]+)`).exec(said) ?? [];
    expect(key, said).toBeTruthy();
    return { email, address: `?invite=${key}` };
  });
}

const ANYBODY = 'Ada Lovelace';
/** @type {ReturnType<typeof inviteMany>} */
const waiting = [];

/**
 * Return an agent that no other test uses.
 * @param {string} [name]
 * @returns {{ email: string, address: string }} `address`: where the link leads
 */
export function invite(name = ANYBODY) {
  if (name !== ANYBODY) return inviteMany(name, 1)[0];
  if (!waiting.length) waiting.push(...inviteMany(ANYBODY, 10));
  return /** @type {ReturnType<typeof inviteMany>[number]} */ (waiting.pop());
}

/** Return an admin that no other test uses. */
export const inviteAdmin = () => inviteMany('Root', 1, true)[0];

/**
 * Invite an agent and sign them in.
 * @param {Page} page
 * @param {string} [name]
 * @param {string} [installation] where, if it is not the project's own
 * @returns {Promise<string>} their address
 */
export async function join(page, name, installation = '') {
  const { email, address } = invite(name);
  await choosePassword(page, installation + address);
  await expect(page.getByRole('list', { name: 'Tickets' })).toBeVisible();
  return email;
}

/**
 * Follow an invitation.
 * @param {Page} page
 * @param {string} address
 */
export async function choosePassword(page, address) {
  await page.goto(address);
  await page.getByLabel('New password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Save password' }).click();
  await expect(accountButton(page)).toBeVisible();
}

/** @param {Page} page */
export const signInHeading = (page) => page.getByRole('heading', { name: 'Sign in' });

/**
 * End the session on the server. What the person does next finds out, not what the page asks by itself.
 * @param {Page} page
 */
export async function endSession(page) {
  await page.route(/\/(pulse|seen)\//, (route) => route.abort());
  await page.context().clearCookies({ name: /sessionid/ });
}

/** @param {Page} page */
export const accountButton = (page) => page.getByRole('button', { name: /^Account: / });

/**
 * @param {Page} page
 * @param {string} item
 */
export async function choose(page, item) {
  await accountButton(page).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** @param {Page} page */
export async function signOut(page) {
  await choose(page, 'Sign out');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
}

/**
 * Confirm one's identity if the server asks for it.
 * @param {Page} page
 */
export async function prove(page) {
  const dialog = page.getByRole('dialog', { name: 'Is it you?' });
  await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
}

/**
 * @param {Page} page
 * @param {string} email
 * @param {string} [password]
 */
export async function fillSignIn(page, email, password = PASSWORD) {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  // Until the attempt before is over, the form's action has another name.
  const form = page.locator('.account-form');
  await form.getByRole('button', { name: 'Sign in', exact: true }).click();
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * Return the code that an authenticator app shows (RFC 6238).
 * @param {string} secret
 * @param {number} [time]
 */
export function totp(secret, time = Date.now()) {
  const bits = [...secret].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0'));
  const bytes =
    bits
      .join('')
      .match(/.{8}/g)
      ?.map((byte) => Number.parseInt(byte, 2)) ?? [];
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(time / 30_000)));
  const mac = createHmac('sha1', Buffer.from(bytes)).update(counter).digest();
  const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/**
 * Add a virtual security key that answers by itself.
 * @param {Page} page
 */
export async function plugInKey(page) {
  const client = await page.context().newCDPSession(page);
  await client.send('WebAuthn.enable');
  await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}
