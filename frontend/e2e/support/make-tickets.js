/** Write so many made-up tickets as CSV: `node make-tickets.js COUNT FILE`. */
import { createWriteStream } from 'node:fs';

const [count, file] = process.argv.slice(2);
const WORDS =
  'invoice login error payment slow export broken account refund password team calendar sync page crash report e-mail'.split(
    ' ',
  );
const CATEGORIES = ['billing', 'technical', 'account', 'general'];
const PRIORITIES = ['low', 'medium', 'high', 'critical'];
const STATUSES = ['open', 'open', 'in_progress', 'resolved', 'closed'];
const MINUTES_APART = 13;

/** @param {number} start @param {number} length */
const words = (start, length) =>
  Array.from({ length }, (_, index) => WORDS[(start * 7 + index * index) % WORDS.length]).join(' ');

/** @template T @param {T[]} list @param {number} index */
const pick = (list, index) => list[index % list.length];

const out = createWriteStream(file);
out.write('title,description,category,priority,status,created_at\n');
for (let index = 0; index < Number(count); index += 1) {
  const created = new Date(Date.now() - index * MINUTES_APART * 60_000).toISOString();
  const choices = [CATEGORIES, PRIORITIES, STATUSES].map((list, step) => pick(list, index + step));
  out.write(`${index} ${words(index, 6)},${words(index, 50)},${choices.join(',')},${created}\n`);
}
out.end();
