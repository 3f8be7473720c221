import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

import { chromium } from '@playwright/test';

const WINDOW = { width: 1440, height: 900 };

/** @typedef {{ server: string, is_signed_in: boolean, url: string }} Site */
/** @typedef {{ email: string, password: string }} Agent */

/**
 * Use a browser with a profile of its own, whose cache is on the disk as a person's is.
 * @template T
 * @param {(context: import('@playwright/test').BrowserContext) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withBrowser(work) {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'ticketflow-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM_PATH,
    viewport: WINDOW,
    locale: 'en-GB',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-gpu-rasterization',
      '--disable-background-networking',
    ],
  });
  try {
    return await work(context);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/**
 * @param {import('@playwright/test').BrowserContext} context
 * @param {string} url
 * @param {Agent} agent
 */
export async function signIn(context, url, { email, password }) {
  const page = await context.newPage();
  await page.goto(`${url}/?tab=tickets`);
  await page.locator('#sign-in-email').fill(email);
  await page.locator('#sign-in-password').fill(password);
  await page.keyboard.press('Enter');
  await page.locator('.rows .row').first().waitFor();
  await page.close();
}

/**
 * Open a tab together with a session of the browser's own protocol.
 * @param {import('@playwright/test').BrowserContext} context
 */
export async function openTab(context) {
  const page = await context.newPage();
  return { page, session: await context.newCDPSession(page) };
}
