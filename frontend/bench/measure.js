import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';

import { signIn, withBrowser } from './browser.js';
import { measureClicks } from './clicks.js';
import { measureLoads } from './loads.js';
import { scenes as scenesOf } from './scenes.js';
import { visit } from './visits.js';

/**
 * @typedef {object} Plan
 * @property {number} repetitions
 * @property {string[]} parts
 * @property {import('./browser.js').Site[]} sites
 * @property {import('./browser.js').Agent} agent
 */

const VISITS = 50;
const TASK_VISITS = 5;
const VISITED = ['queue', 'ticket'];

/** @type {Plan} */
const plan = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const say = (/** @type {string} */ text) => process.stdout.write(`      ${text}\n`);

/** @param {import('./browser.js').Site} site */
const nameOf = ({ server, is_signed_in }) => `${server}, ${is_signed_in ? 'signed in' : 'open'}`;

/**
 * Return the conditions to measure a site under. The cache and the speed concern the browser alone,
 * so that one site is enough for them.
 * @param {import('./browser.js').Site} site
 * @returns {import('./loads.js').Conditions[]}
 */
function conditionsFor({ server, is_signed_in }) {
  const usual = /** @type {const} */ ([
    { tab: 'new', cache: 'warm', slowdown: 1 },
    { tab: 'reload', cache: 'warm', slowdown: 1 },
  ]);
  if (server !== 'nginx' || is_signed_in) return [...usual];
  return [
    ...usual,
    { tab: 'new', cache: 'warm', slowdown: 4 },
    { tab: 'reload', cache: 'warm', slowdown: 4 },
    { tab: 'new', cache: 'cold', slowdown: 1 },
  ];
}

/** Make a ticket whose address and private link are opened. */
async function makeTicket() {
  const open = plan.sites.find(({ is_signed_in }) => !is_signed_in);
  const response = await fetch(`${open?.url}/api/tickets/`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      title: 'The printer is on fire',
      description: 'It burns since this morning.',
      category: 'technical',
      priority: 'high',
    }),
  });
  const { id, request_token } = await response.json();
  return { ticket: id, token: request_token };
}

const scenes = scenesOf(await makeTicket());
const results = await withBrowser(async (context) => {
  /** @type {{ browser: string, loads: object[], clicks: object[], repeated: object[], long_tasks: object[] }} */
  const measured = { browser: '', loads: [], clicks: [], repeated: [], long_tasks: [] };
  measured.browser = `Chromium ${context.browser()?.version() ?? ''}`.trim();
  for (const site of plan.sites) {
    const { server, is_signed_in, url } = site;
    if (is_signed_in) await signIn(context, url, plan.agent);
    for (const conditions of plan.parts.includes('loads') ? conditionsFor(site) : []) {
      const { tab, cache, slowdown } = conditions;
      say(`${nameOf(site)}: ${tab} tab, ${cache} cache, 1/${slowdown} of the speed`);
      const marks = await measureLoads(context, url, scenes, conditions, plan.repetitions);
      for (const { name, times = null } of scenes) {
        measured.loads.push({
          scene: name,
          server,
          is_signed_in,
          ...conditions,
          times,
          marks: marks.get(name),
        });
      }
    }
    if (server !== 'nginx') continue;
    if (plan.parts.includes('clicks')) {
      say(`${nameOf(site)}: clicks`);
      const clicks = await measureClicks(context, url, plan.repetitions);
      for (const [name, milliseconds] of Object.entries(clicks)) {
        measured.clicks.push({ name, server, is_signed_in, milliseconds });
      }
    }
    for (const scene of scenes.filter(({ name }) => VISITED.includes(name))) {
      const wants = (/** @type {string} */ part) => plan.parts.includes(part);
      const loads = wants('repeated') ? VISITS / VISITED.length : TASK_VISITS;
      if (!wants('repeated') && !wants('long_tasks')) continue;
      say(`${nameOf(site)}: ${scene.name}, ${loads} visits`);
      /** @type {import('./visits.js').Visit[]} */
      const visits = [];
      for (let turn = 0; turn < loads; turn += 1) visits.push(await visit(context, url, scene));
      const about = { scene: scene.name, is_signed_in, loads };
      const asked_twice = visits.flatMap(({ askedTwice }) => askedTwice);
      const milliseconds = visits.flatMap(({ longTasks }) => longTasks);
      if (wants('repeated')) measured.repeated.push({ ...about, asked_twice });
      if (wants('long_tasks')) measured.long_tasks.push({ ...about, milliseconds });
    }
  }
  return measured;
});
writeFileSync(process.argv[3], JSON.stringify(results));
