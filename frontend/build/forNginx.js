import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

import { scriptHashes } from './scriptHashes.js';

const CONFIGURATION = path.join(import.meta.dirname, '..', 'nginx.conf');
const BROTLI = '.br';

/**
 * Arrange the build as nginx.conf expects it: `html`, the same names compressed in `brotli`, and
 * the configuration with the hashes of the page's scripts.
 * @param {string} built
 * @param {string} target
 */
function prepare(built, target) {
  const [html, brotli] = ['html', 'brotli'].map((name) => path.join(target, name));
  cpSync(built, html, { recursive: true });
  for (const name of readdirSync(html, { encoding: 'utf8', recursive: true })) {
    if (!name.endsWith(BROTLI)) continue;
    const copy = path.join(brotli, name.slice(0, -BROTLI.length));
    mkdirSync(path.dirname(copy), { recursive: true });
    renameSync(path.join(html, name), copy);
  }
  const hashes = scriptHashes(readFileSync(path.join(html, 'index.html'), 'utf8'));
  const template = readFileSync(CONFIGURATION, 'utf8').replaceAll('${SCRIPT_HASHES}', hashes);
  writeFileSync(path.join(target, 'default.conf.template'), template);
}

// `node build/forNginx.js dist image`
prepare(process.argv[2], process.argv[3]);
